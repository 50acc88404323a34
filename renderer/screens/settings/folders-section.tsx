import { FolderX, RefreshCw } from "lucide-react";
import { useFolders, useRemoveFolder, useScan, type ListedFolder } from "../../api/folders.ts";
import { useSettings, useSetWatching } from "../../api/settings.ts";
import { AddFoldersButton } from "../../components/add-folders-button.tsx";
import { IconButton } from "../../components/button.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { SwitchField } from "../../components/switch-field.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

/** The folders of the library. */
export function FoldersSection() {
  const folders = useFolders();
  const settings = useSettings().data;
  const setWatching = useSetWatching();
  return (
    <PageSection title={texts.settings.folders} actions={<AddFoldersButton />}>
      <QueryState query={folders}>
        {({ folders: list }) =>
          list.length === 0 ? (
            <p className={styles["soft"]}>{texts.settings.noFolders}</p>
          ) : (
            <>
              <ul className={styles["rows"]}>
                {list.map((folder) => (
                  <FolderRow key={folder.id} folder={folder} />
                ))}
              </ul>
              <p className={styles["soft"]}>{texts.settings.removeHint}</p>
            </>
          )
        }
      </QueryState>
      {settings !== undefined && (
        <SwitchField
          label={texts.settings.watch}
          text={texts.settings.watchText}
          isOn={settings.watchesFolders}
          onChange={(isOn) => {
            setWatching.mutate(isOn);
          }}
        />
      )}
    </PageSection>
  );
}

function FolderRow({ folder }: { readonly folder: ListedFolder }) {
  const { id, path, state, watch, files, missing } = folder;
  const scan = useScan();
  const remove = useRemoveFolder();
  const facts = [
    texts.folders.filesIn(files),
    ...(missing > 0 ? [texts.folders.missingIn(missing)] : []),
    ...(texts.settings.watches[watch] === "" ? [] : [texts.settings.watches[watch]]),
  ];
  return (
    <li className={styles["row"]}>
      <div className={styles["words"]}>
        <p className={styles["name"]}>
          <bdi>{path}</bdi>
        </p>
        {state !== "there" && <p className={styles["warning"]}>{texts.settings.states[state]}</p>}
        <p className={styles["soft"]}>{facts.join(" · ")}</p>
      </div>
      <IconButton
        label={texts.settings.scanFolder(path)}
        disabled={state !== "there"}
        onClick={() => {
          scan.mutate(id);
        }}
      >
        <RefreshCw size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={texts.settings.removeFolder(path)}
        onClick={() => {
          remove.mutate(id);
        }}
      >
        <FolderX size={16} aria-hidden />
      </IconButton>
    </li>
  );
}
