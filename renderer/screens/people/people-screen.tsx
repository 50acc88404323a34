import { useMemo, useState } from "react";
import type { Everybody } from "../../../app/people/everybody.ts";
import type { Unnamed } from "../../../app/people/unnamed.ts";
import { usePeople, useUnnamed } from "../../api/people.ts";
import { QueryState } from "../../components/query-state.tsx";
import { keepOrder } from "./keep-order.ts";
import { PeopleEmpty } from "./people-empty.tsx";
import { PeopleGrid } from "./people-grid.tsx";
import type { PeopleView } from "./people-items.ts";
import { PeopleToolbar } from "./people-toolbar.tsx";
import styles from "./people.module.css";

/** Everybody: those with a name, the groups without one, and faces that are like no other. */
export function PeopleScreen() {
  const people = usePeople();
  const unnamed = useUnnamed();
  return (
    <QueryState query={people}>
      {(everybody) => (
        <QueryState query={unnamed}>
          {(groups) =>
            everybody.people.length === 0 && groups.faces === 0 ? (
              <PeopleEmpty />
            ) : (
              <Loaded everybody={everybody} unnamed={groups} />
            )
          }
        </QueryState>
      )}
    </QueryState>
  );
}

const firstView: PeopleView = { order: "faces", filter: "", showsHidden: false, showsSingles: false };

/** How the list was shown last, for as long as the window is open: who comes back from a person finds it so. */
let lastView = firstView;

function Loaded({ everybody, unnamed }: { readonly everybody: Everybody; readonly unnamed: Unnamed }) {
  const [view, setView] = useState(lastView);
  const change = (changes: Partial<PeopleView>) => {
    setView((now) => ({ ...now, ...changes }));
    lastView = { ...view, ...changes, filter: "" };
  };
  const [shownBefore, setShownBefore] = useState<readonly number[]>([]);
  const groups = useMemo(() => keepOrder(unnamed.groups, shownBefore), [unnamed.groups, shownBefore]);
  const order = groups.map(({ id }) => id);
  if (order.join() !== shownBefore.join()) setShownBefore(order);
  const shown = useMemo(() => ({ ...unnamed, groups }), [unnamed, groups]);
  const hidden = everybody.people.filter(({ isHidden }) => isHidden).length;
  return (
    <section className={styles["screen"]}>
      <PeopleToolbar
        view={view}
        onChange={change}
        people={everybody.people.length - (view.showsHidden ? 0 : hidden)}
        groups={unnamed.groups.length}
        hidden={hidden}
      />
      <PeopleGrid people={everybody.people} unnamed={shown} view={view} onChange={change} />
    </section>
  );
}
