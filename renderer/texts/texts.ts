import { activity } from "./en/activity.ts";
import { albums } from "./en/albums.ts";
import { compare } from "./en/compare.ts";
import { folders } from "./en/folders.ts";
import { group, person } from "./en/person.ts";
import { library } from "./en/library.ts";
import { live } from "./en/live.ts";
import { names } from "./en/names.ts";
import { people } from "./en/people.ts";
import { photo } from "./en/photo.ts";
import { photoGrid } from "./en/photo-grid.ts";
import { review } from "./en/review.ts";
import { search } from "./en/search.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { transfer } from "./en/transfer.ts";
import { units } from "./en/units.ts";
import { welcome } from "./en/welcome.ts";

/** Every word that the window says, one file a screen. A translation is another set of the same shape. */
export const texts = {
  activity,
  albums,
  compare,
  folders,
  group,
  library,
  live,
  names,
  people,
  person,
  photo,
  photoGrid,
  review,
  search,
  settings,
  shell,
  transfer,
  units,
  welcome,
};
