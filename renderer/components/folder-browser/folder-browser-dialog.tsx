import { Checkbox } from "@base-ui/react/checkbox";
import { Check, ChevronRight, Folder, HardDrive } from "lucide-react";
import { useState } from "react";
import { usePlace, type ListedPlace, type Place } from "../../api/folders.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { QueryState } from "../query-state.tsx";
import styles from "./folder-browser.module.css";

interface FolderBrowserDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One folder, or as many as the user likes. */
  readonly choice: "one" | "many";
  /** The words of the button, for so many folders; the name is that of the only one. */
  readonly actionLabel: (count: number, name: string) => string;
  readonly onChoose: (places: readonly Place[]) => void;
}

/** The folders of this computer, where there is no system's dialog. The page knows only their numbers. */
export function FolderBrowserDialog(props: FolderBrowserDialogProps) {
  const { isOpen, onClose, title, choice, actionLabel, onChoose } = props;
  const [at, setAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<readonly Place[]>([]);
  const place = usePlace(at, { enabled: isOpen });
  const here = place.data === undefined ? [] : [{ place: place.data.place, name: place.data.name }];
  const wanted = chosen.length > 0 ? chosen : here;
  const toggle = (one: Place) => {
    const isChosen = chosen.some((other) => other.place === one.place);
    setChosen(isChosen ? chosen.filter((other) => other.place !== one.place) : [...chosen, one]);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      size="wide"
      actions={
        <Button
          look="main"
          disabled={wanted.length === 0}
          onClick={() => {
            onChoose(wanted);
            setChosen([]);
          }}
        >
          {actionLabel(wanted.length, wanted[0]?.name ?? "")}
        </Button>
      }
    >
      <QueryState query={place}>
        {(listed) => (
          <PlaceView listed={listed} onGo={setAt} {...(choice === "many" && { chosen, onToggle: toggle })} />
        )}
      </QueryState>
    </Dialog>
  );
}

interface PlaceViewProps {
  readonly listed: ListedPlace;
  readonly onGo: (place: number) => void;
  readonly chosen?: readonly Place[];
  readonly onToggle?: (place: Place) => void;
}

function PlaceView({ listed, onGo, chosen = [], onToggle }: PlaceViewProps) {
  return (
    <div className={styles["browser"]}>
      <nav className={styles["starts"]} aria-label={texts.folders.starts}>
        {listed.starts.map(({ place, name }, at) => (
          <Button
            key={place}
            look="quiet"
            size="small"
            aria-current={place === listed.place ? "true" : undefined}
            onClick={() => {
              onGo(place);
            }}
          >
            <HardDrive size={14} aria-hidden />
            <span className={styles["name"]}>{at === 0 ? texts.folders.home : name}</span>
          </Button>
        ))}
      </nav>
      <nav className={styles["above"]} aria-label={texts.folders.above}>
        {listed.above.map(({ place, name }) => (
          <span key={place} className={styles["step"]}>
            <Button
              look="quiet"
              size="small"
              onClick={() => {
                onGo(place);
              }}
            >
              {name}
            </Button>
            <ChevronRight size={14} aria-hidden />
          </span>
        ))}
        <strong className={styles["here"]} aria-current="location">
          {listed.name}
        </strong>
      </nav>
      <p className={styles["photos"]}>{texts.folders.photosHere(listed.photos)}</p>
      {/* The list keeps its height, so that nothing moves on the way through the folders. */}
      <ul className={styles["list"]} aria-label={texts.folders.foldersIn(listed.name)} tabIndex={-1}>
        {listed.folders.map((folder) => (
          <li key={folder.place} className={styles["row"]}>
            {onToggle !== undefined && (
              <Checkbox.Root
                className={styles["check"]}
                aria-label={texts.folders.choose(folder.name)}
                checked={chosen.some(({ place }) => place === folder.place)}
                onCheckedChange={() => {
                  onToggle(folder);
                }}
              >
                <Checkbox.Indicator className={styles["mark"]}>
                  <Check size={14} aria-hidden />
                </Checkbox.Indicator>
              </Checkbox.Root>
            )}
            <button
              type="button"
              className={styles["open"]}
              aria-label={texts.folders.open(folder.name)}
              onClick={() => {
                onGo(folder.place);
              }}
            >
              <Folder size={18} aria-hidden />
              <span className={styles["name"]}>{folder.name}</span>
              <ChevronRight size={16} aria-hidden />
            </button>
          </li>
        ))}
        {listed.folders.length === 0 && <li className={styles["none"]}>{texts.folders.noFolders}</li>}
      </ul>
    </div>
  );
}
