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
import { texts } from "../texts/texts.ts";

/** A screen that the navigation leads to. */
export interface Place {
  readonly address: string;
  /** Addresses that belong to it; wouter's patterns. */
  readonly pattern: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** In the order of the navigation. */
export const places: readonly Place[] = [
  { address: "/", pattern: "/", label: texts.shell.library, icon: Images },
  { address: "/people", pattern: "/people/*?", label: texts.shell.people, icon: Users },
  { address: "/review", pattern: "/review", label: texts.shell.review, icon: CircleHelp },
  { address: "/albums", pattern: "/albums/*?", label: texts.shell.albums, icon: LibraryBig },
  { address: "/search", pattern: "/search", label: texts.shell.search, icon: Search },
  { address: "/compare", pattern: "/compare", label: texts.shell.compare, icon: ScanFace },
  { address: "/activity", pattern: "/activity", label: texts.shell.activity, icon: Activity },
  { address: "/settings", pattern: "/settings", label: texts.shell.settings, icon: Settings },
];
