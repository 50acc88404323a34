import { HardDrive, ScanFace, Undo2 } from "lucide-react";
import { useLocation } from "wouter";
import { useFolders } from "../../api/folders.ts";
import { AddFoldersButton } from "../../components/add-folders-button.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./welcome-screen.module.css";

const promises = [
  { icon: ScanFace, ...texts.welcome.what },
  { icon: HardDrive, ...texts.welcome.privacy },
  { icon: Undo2, ...texts.welcome.safety },
] as const;

/** What Familiar does, what stays private, and the folders to begin with. */
export function WelcomeScreen() {
  const [, navigate] = useLocation();
  const folders = useFolders();
  return (
    <div className={styles["screen"]}>
      <div className={styles["card"]}>
        <h1>{texts.welcome.title}</h1>
        <ul className={styles["promises"]}>
          {promises.map(({ icon: Icon, title, text }) => (
            <li key={title} className={styles["promise"]}>
              <Icon size={24} strokeWidth={1.75} className={styles["icon"]} aria-hidden />
              <div>
                <h2 className={styles["heading"]}>{title}</h2>
                <p className={styles["text"]}>{text}</p>
              </div>
            </li>
          ))}
        </ul>
        <div className={styles["start"]}>
          <AddFoldersButton
            look="main"
            onAdded={() => {
              navigate("/");
            }}
          />
          <p className={styles["hint"]}>
            {folders.data?.canChoose === true ? texts.welcome.dropHint : texts.welcome.noDropHint}
          </p>
        </div>
      </div>
    </div>
  );
}
