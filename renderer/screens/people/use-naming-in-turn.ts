import { useState } from "react";
import type { NameChoice } from "../../components/name-input.tsx";
import type { PeopleItem } from "./people-items.ts";

/** Typing names, one tile after the other. */
export interface NamingInTurn {
  /** The tile that a name is typed for; null = none. */
  readonly namedKey: string | null;
  readonly start: (item: PeopleItem) => void;
  readonly stop: () => void;
  /** Names this one and goes on to the next group. */
  readonly name: (item: PeopleItem, person: NameChoice) => void;
}

interface NamingOptions {
  readonly onName: (item: PeopleItem, person: NameChoice) => void;
  /** The keyboard has no field any more. */
  readonly onStop: () => void;
}

/** Keeps which of these tiles a name is typed for. */
export function useNamingInTurn(
  items: readonly PeopleItem[],
  { onName, onStop }: NamingOptions,
): NamingInTurn {
  const [namedKey, setNamedKey] = useState<string | null>(null);
  const stop = () => {
    setNamedKey(null);
    onStop();
  };
  return {
    namedKey,
    start: ({ key }) => {
      setNamedKey(key);
    },
    stop,
    name: (item, person) => {
      const groups = items.filter(({ kind }) => kind === "group");
      const next = groups[groups.findIndex(({ key }) => key === item.key) + 1];
      if (next === undefined) stop();
      else setNamedKey(next.key);
      onName(item, person);
    },
  };
}
