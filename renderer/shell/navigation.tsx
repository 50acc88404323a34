import {
  Activity,
  CircleHelp,
  Images,
  LibraryBig,
  ScanFace,
  Search,
  Settings,
  Users,
  type LucideIcon,
} from "lucide-react";
import { Link, useRoute } from "wouter";
import { texts } from "../texts/texts.ts";
import styles from "./navigation.module.css";

interface Place {
  readonly address: string;
  /** Addresses that belong to it; wouter's patterns. */
  readonly pattern: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

const places: readonly Place[] = [
  { address: "/", pattern: "/", label: texts.shell.library, icon: Images },
  { address: "/people", pattern: "/people/*?", label: texts.shell.people, icon: Users },
  { address: "/review", pattern: "/review", label: texts.shell.review, icon: CircleHelp },
  { address: "/albums", pattern: "/albums/*?", label: texts.shell.albums, icon: LibraryBig },
  { address: "/search", pattern: "/search", label: texts.shell.search, icon: Search },
  { address: "/compare", pattern: "/compare", label: texts.shell.compare, icon: ScanFace },
  { address: "/activity", pattern: "/activity", label: texts.shell.activity, icon: Activity },
  { address: "/settings", pattern: "/settings", label: texts.shell.settings, icon: Settings },
];

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
    </nav>
  );
}

function PlaceLink({ address, pattern, label, icon: Icon }: Place) {
  const [isHere] = useRoute(pattern);
  return (
    <Link href={address} className={styles["place"]} aria-current={isHere ? "page" : undefined}>
      <Icon size={20} aria-hidden />
      <span className={styles["label"]}>{label}</span>
    </Link>
  );
}
