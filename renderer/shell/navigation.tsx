import { Link, useLocation } from "wouter";
import { JobProgress } from "../components/job-progress.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./navigation.module.css";
import { isAt, places, type Place } from "./places.ts";

/** The way to every screen; a column, or a row at the bottom of a narrow window. */
export function Navigation() {
  return (
    <nav className={styles["navigation"]} aria-label={texts.shell.navigation}>
      <ul>
        {places.map((place) => (
          <li key={place.address}>
            <PlaceLink {...place} />
          </li>
        ))}
      </ul>
      <div className={styles["progress"]}>
        <JobProgress />
      </div>
    </nav>
  );
}

function PlaceLink(place: Place) {
  const { address, label, icon: Icon } = place;
  const [location] = useLocation();
  return (
    <Link
      href={address}
      className={styles["place"]}
      aria-current={isAt(place, location) ? "page" : undefined}
    >
      <Icon size={20} aria-hidden />
      <span className={styles["label"]}>{label}</span>
    </Link>
  );
}
