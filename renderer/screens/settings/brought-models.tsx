import { Fragment, type ReactNode } from "react";
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
      about={[purpose, [words.needsWeights, words.licence(licence), licenceNote].join(" · ")]}
      address={address}
      addressText={isArchive ? words.publishedAsArchive : words.publishedAt}
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
            about={[words.ownModel[task].text]}
            isFor={{ task }}
            accept={task === "detector" ? ".onnx,.whl" : ".onnx"}
          />
        ))}
      </ul>
    </section>
  );
}

interface BroughtRowProps {
  readonly title: string;
  readonly about: readonly string[];
  /** Where the file is published, and what is said before it. */
  readonly address?: string;
  readonly addressText?: string;
  readonly isFor: BroughtFor;
  readonly accept: string;
  /** Buttons before the one that chooses a file. */
  readonly children?: ReactNode;
}

/** Something whose file the user can choose, with how far that file is. */
function BroughtRow(props: BroughtRowProps) {
  const { title, about, address, addressText, isFor, accept, children } = props;
  const { bring, sent } = useBringModel(isFor);
  const words = texts.settings;
  return (
    <li className={styles["row"]}>
      <div className={styles["words"]}>
        <p className={styles["name"]}>{title}</p>
        {about.map((line) => (
          <p key={line} className={styles["soft"]}>
            {line}
          </p>
        ))}
        {address !== undefined && (
          <p className={styles["soft"]}>
            {addressText} <Address address={address} />
          </p>
        )}
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
      <div className={styles["buttons"]}>
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
      </div>
    </li>
  );
}

/** An address that breaks at its slashes, and is copied without anything between them. */
function Address({ address }: { readonly address: string }) {
  return address.split("/").map((part, at) => (
    <Fragment key={`${String(at)} ${part}`}>
      {at > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
