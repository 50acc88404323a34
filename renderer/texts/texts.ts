import { albums } from "./en/albums.ts";
import { search } from "./en/search.ts";
import { people } from "./en/people.ts";
import { shell } from "./en/shell.ts";
import { units } from "./en/units.ts";

/** Every word that the window says, one file a screen. A translation is another set of the same shape. */
export const texts = { albums, people, search, shell, units };
