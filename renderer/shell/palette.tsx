import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useUndo } from "../api/history.ts";
import { usePeople } from "../api/people.ts";
import { FacePicture } from "../components/face-picture.tsx";
import { foldNames, matchNames } from "../components/match-names.ts";
import { texts } from "../texts/texts.ts";
import { appearances, saveAppearance } from "./appearance.ts";
import { isMatch } from "./match-words.ts";
import { places } from "./places.ts";
import styles from "./palette.module.css";
import { keyCaps, useListedShortcuts, useShortcuts } from "./shortcuts.ts";

/** People offered at most: a list to choose from, not to read. */
const mostPeople = 8;

/** Everything that can be done and everybody there is, by typing a part of the name: Ctrl/Cmd+K. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  useShortcuts(texts.shell.everywhere, [
    {
      keys: "Mod+k",
      label: texts.shell.palette,
      alsoInFields: true,
      run: () => {
        setOpen(true);
      },
    },
  ]);
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={setOpen}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles["backdrop"]} />
        <BaseDialog.Popup className={styles["palette"]} aria-label={texts.shell.palette}>
          <Commands
            onDone={() => {
              setOpen(false);
            }}
          />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function Commands({ onDone }: { readonly onDone: () => void }) {
  const [typed, setTyped] = useState("");
  const [, goTo] = useLocation();
  const groups = useListedShortcuts();
  const run = (work: () => void) => () => {
    onDone();
    work();
  };
  const offer: Offer = { matches: (label) => isMatch(label, typed), run };
  return (
    <Command label={texts.shell.palette} shouldFilter={false} loop className={styles["commands"]}>
      <Command.Input
        autoFocus
        value={typed}
        onValueChange={setTyped}
        placeholder={texts.shell.palettePrompt}
        className={styles["input"]}
      />
      <Command.List className={styles["list"]}>
        <Command.Empty className={styles["empty"]}>{texts.shell.paletteEmpty}</Command.Empty>
        <PlaceItems {...offer} />
        <PeopleItems
          typed={typed}
          onChoose={(personId) => {
            run(() => {
              goTo(`/people/${String(personId)}`);
            })();
          }}
        />
        {groups
          .filter(({ title }) => title !== texts.shell.everywhere)
          .map((group) => (
            <ShortcutItems key={group.id} {...offer} group={group} />
          ))}
        <EverywhereItems {...offer} />
      </Command.List>
    </Command>
  );
}

/** How commands are offered. */
interface Offer {
  /** Is this what was typed, or the beginning of it? */
  readonly matches: (label: string) => boolean;
  /** Closes the palette, then works. */
  readonly run: (work: () => void) => () => void;
}

function PlaceItems({ matches, run }: Offer) {
  const [, goTo] = useLocation();
  return (
    <Command.Group heading={texts.shell.goTo}>
      {places
        .filter(({ label }) => matches(label))
        .map(({ address, label, icon: Icon }) => (
          <Command.Item
            key={address}
            value={`go ${address}`}
            onSelect={run(() => {
              goTo(address);
            })}
          >
            <Icon size={18} aria-hidden />
            {label}
          </Command.Item>
        ))}
    </Command.Group>
  );
}

/** What can be done on the screen that is open. */
function ShortcutItems({
  group: { id, title, shortcuts },
  matches,
  run,
}: Offer & { readonly group: ReturnType<typeof useListedShortcuts>[number] }) {
  return (
    <Command.Group heading={title}>
      {shortcuts
        .filter(({ label }) => matches(label))
        .map(({ keys, label, run: act }) => (
          <Command.Item
            key={keys}
            value={`${id} ${keys}`}
            onSelect={run(() => {
              act(new KeyboardEvent("keydown"));
            })}
          >
            <span className={styles["label"]}>{label}</span>
            <kbd>{keyCaps(keys).join(" ")}</kbd>
          </Command.Item>
        ))}
    </Command.Group>
  );
}

function EverywhereItems({ matches, run }: Offer) {
  const { undo, redo } = useUndo();
  return (
    <Command.Group heading={texts.shell.everywhere}>
      {matches(texts.shell.undo) && (
        <Command.Item
          value="undo"
          onSelect={run(() => {
            undo();
          })}
        >
          {texts.shell.undo}
        </Command.Item>
      )}
      {matches(texts.shell.redo) && (
        <Command.Item value="redo" onSelect={run(redo)}>
          {texts.shell.redo}
        </Command.Item>
      )}
      {appearances
        .filter((appearance) => matches(texts.shell.appearances[appearance]))
        .map((appearance) => (
          <Command.Item
            key={appearance}
            value={`appearance ${appearance}`}
            onSelect={run(() => {
              saveAppearance(appearance);
            })}
          >
            {texts.shell.appearances[appearance]}
          </Command.Item>
        ))}
    </Command.Group>
  );
}

function PeopleItems({
  typed,
  onChoose,
}: {
  readonly typed: string;
  readonly onChoose: (id: number) => void;
}) {
  const people = usePeople().data?.people;
  const folded = useMemo(() => foldNames(people ?? []), [people]);
  if (typed.trim() === "") return null;
  const found = matchNames(folded, typed, mostPeople);
  if (found.length === 0) return null;
  return (
    <Command.Group heading={texts.shell.people}>
      {found.map(({ id, name, faces, shownFaceId }) => (
        <Command.Item
          key={id}
          value={`person ${String(id)}`}
          onSelect={() => {
            onChoose(id);
          }}
        >
          {shownFaceId !== null && <FacePicture faceId={shownFaceId} name="" size={28} isRound />}
          <span className={styles["label"]}>{name}</span>
          <span className={styles["more"]}>{texts.units.faces(faces)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
