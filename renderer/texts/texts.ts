import { albums } from "./en/albums.ts";
import { library } from "./en/library.ts";
import { people } from "./en/people.ts";
import { photoGrid } from "./en/photo-grid.ts";
import { search } from "./en/search.ts";
import { shell } from "./en/shell.ts";
import { units } from "./en/units.ts";

/** Every word that the window says, one file a screen. A translation is another set of the same shape. */
export const texts = { albums, library, people, photoGrid, search, shell, units };
