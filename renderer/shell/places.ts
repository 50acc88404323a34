import {
  Activity,
  Camera,
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
  /** Other addresses that belong to it, with all below them. */
  readonly also?: readonly string[];
  readonly label: string;
  readonly icon: LucideIcon;
}

/** In the order of the navigation. */
export const places: readonly Place[] = [
  { address: "/", also: ["/photos"], label: texts.shell.library, icon: Images },
  { address: "/people", also: ["/groups"], label: texts.shell.people, icon: Users },
  { address: "/review", label: texts.shell.review, icon: CircleHelp },
  { address: "/albums", label: texts.shell.albums, icon: LibraryBig },
  { address: "/search", label: texts.shell.search, icon: Search },
  { address: "/compare", label: texts.shell.compare, icon: ScanFace },
  { address: "/live", label: texts.shell.live, icon: Camera },
  { address: "/activity", label: texts.shell.activity, icon: Activity },
  { address: "/settings", label: texts.shell.settings, icon: Settings },
];

/** Whether the place is where one is at this address: the library is at "/" and at its photos, not at all below "/". */
export function isAt({ address, also = [] }: Pick<Place, "address" | "also">, location: string): boolean {
  const isBelow = (part: string) => part !== "/" && location.startsWith(`${part}/`);
  return [address, ...also].some((part) => location === part || isBelow(part));
}
