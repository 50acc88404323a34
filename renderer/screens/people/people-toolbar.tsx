import { Ellipsis, Eye, EyeOff, Search } from "lucide-react";
import { useLocation } from "wouter";
import { IconButton } from "../../components/button.tsx";
import { Menu } from "../../components/context-menu.tsx";
import { texts } from "../../texts/texts.ts";
import { peopleOrders, type PeopleView } from "./people-items.ts";
import styles from "./people.module.css";

interface PeopleToolbarProps {
  readonly view: PeopleView;
  readonly onChange: (change: Partial<PeopleView>) => void;
  readonly people: number;
  readonly groups: number;
  readonly hidden: number;
}

/** Title, filter and order. */
export function PeopleToolbar({ view, onChange, people, groups, hidden }: PeopleToolbarProps) {
  const [, navigate] = useLocation();
  const hiddenItem = view.showsHidden
    ? { label: texts.people.hideHidden, icon: EyeOff }
    : { label: texts.people.showHidden(hidden), icon: Eye, isDisabled: hidden === 0 };
  return (
    <header className={styles["toolbar"]}>
      <div className={styles["heading"]}>
        <h1>{texts.people.title}</h1>
        <p className={styles["summary"]}>{texts.people.summary(people, groups)}</p>
      </div>
      <div className={styles["controls"]}>
        <label className={styles["filter"]}>
          <Search size={16} aria-hidden />
          <input
            type="search"
            aria-label={texts.people.filter}
            placeholder={texts.people.filter}
            value={view.filter}
            onChange={({ target }) => {
              onChange({ filter: target.value });
            }}
          />
        </label>
        <select
          className={styles["order"]}
          aria-label={texts.people.order}
          value={view.order}
          onChange={({ target }) => {
            const order = peopleOrders.find((known) => known === target.value);
            if (order !== undefined) onChange({ order });
          }}
        >
          {peopleOrders.map((order) => (
            <option key={order} value={order}>
              {texts.people.orders[order]}
            </option>
          ))}
        </select>
        <Menu
          button={
            <IconButton label={texts.people.more}>
              <Ellipsis size={18} aria-hidden />
            </IconButton>
          }
          items={[
            {
              ...hiddenItem,
              run: () => {
                onChange({ showsHidden: !view.showsHidden });
              },
            },
            {
              label: texts.people.ignoredFaces,
              run: () => {
                navigate("/people/ignored");
              },
            },
          ]}
        />
      </div>
    </header>
  );
}
