import type { ReactNode } from "react";
import { useBringModel, useInstallModel, type BroughtFor, type WaitingNetwork } from "../../api/settings.ts";
import { Button } from "../../components/button.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./settings-screen.module.css";

/** Networks that wait for their weights, which are fetched or brought. */
export function NetworksWithoutWeights({ networks }: { readonly networks: readonly WaitingNetwork[] }) {
  if (networks.length === 0) return null;
  return (
    <section aria-label={texts.settings.bringing}>
      <h3 className={styles["task"]}>{texts.settings.bringing}</h3>
      <p className={styles["lead"]}>{texts.settings.bringingText}</p>
      <ul className={styles["rows"]}>
        {networks.map((network) => (
          <NetworkRow key={network.id} network={network} />
        ))}
      </ul>
    </section>
  );
}

function NetworkRow({ network }: { readonly network: WaitingNetwork }) {
  const { id, title, purpose, licence, licenceNote, address, isArchive } = network;
  const install = useInstallModel();
  const words = texts.settings;
  return (
    <BroughtRow
      title={title}
      isFor={{ network: id }}
      accept=".h5,.hdf5"
      lines={[
        purpose,
        [words.needsWeights, licence, licenceNote].join(" · "),
        isArchive ? words.publishedAsArchive(address) : words.publishedAt(address),
      ]}
    >
      {isArchive ? (
        <CopyAddress title={title} address={address} />
      ) : (
        <Button
          size="small"
          aria-label={words.install(title)}
          onClick={() => {
            install.mutate(id);
          }}
        >
          {words.installShort}
        </Button>
      )}
    </BroughtRow>
  );
}

function CopyAddress({ title, address }: Pick<WaitingNetwork, "title" | "address">) {
  const { say, complain } = useToasts();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      say(texts.settings.addressCopied);
    } catch (error) {
      complain(error);
    }
  };
  return (
    <Button size="small" aria-label={texts.settings.copyAddress(title)} onClick={() => void copy()}>
      {texts.settings.copyAddressShort}
    </Button>
  );
}

/** Model files that Familiar does not know. */
export function OwnModels() {
  const words = texts.settings;
  return (
    <section aria-label={words.ownModels}>
      <h3 className={styles["task"]}>{words.ownModels}</h3>
      <ul className={styles["rows"]}>
        {(["detector", "embedding"] as const).map((task) => (
          <BroughtRow
            key={task}
            title={words.ownModel[task].title}
            lines={[words.ownModel[task].text]}
            isFor={{ task }}
            accept=".onnx"
          />
        ))}
      </ul>
    </section>
  );
}

interface BroughtRowProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isFor: BroughtFor;
  readonly accept: string;
  /** Buttons before the one that chooses a file. */
  readonly children?: ReactNode;
}

/** Something whose file the user can choose, with how far that file is. */
function BroughtRow({ title, lines, isFor, accept, children }: BroughtRowProps) {
  const { bring, sent } = useBringModel(isFor);
  const words = texts.settings;
  return (
    <li className={styles["row"]}>
      <div className={styles["words"]}>
        <p className={styles["name"]}>{title}</p>
        {lines.map((line) => (
          <p key={line} className={styles["soft"]}>
            {line}
          </p>
        ))}
        {sent !== null && (
          <div className={styles["brought"]}>
            <p className={styles["soft"]}>{words.broughtPart(sent)}</p>
            <ProgressBar
              label={words.bringingFile(title)}
              done={sent}
              total={sent < 1 ? 1 : null}
              text={words.broughtPart(sent)}
            />
          </div>
        )}
      </div>
      {children}
      <FileButton
        size="small"
        label={words.chooseFile(title)}
        accept={accept}
        disabled={sent !== null}
        onFile={bring}
      >
        {words.chooseFileShort}
      </FileButton>
    </li>
  );
}
