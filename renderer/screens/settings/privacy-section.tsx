import { useSettings, useStorage } from "../../api/settings.ts";
import { PageSection } from "../../components/page.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

/** What is kept, and where. */
export function PrivacySection() {
  const storage = useStorage().data;
  const settings = useSettings().data;
  return (
    <PageSection title={texts.settings.privacy}>
      <p>{texts.settings.privacyText}</p>
      <p>{texts.settings.whereText}</p>
      <p className={styles["path"]}>{storage?.folder ?? "…"}</p>
      {settings !== undefined && (
        <p className={styles["soft"]}>{texts.settings.privatePeople(settings.privatePeople)}</p>
      )}
    </PageSection>
  );
}
