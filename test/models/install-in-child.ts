// Installs one tiny model in a process of its own: install-in-child.ts FOLDER URL ID
import { openTinyStore } from "../support/model-store.ts";

const [folder = "", yunetUrl = "", id = ""] = process.argv.slice(2);
const store = await openTinyStore({ folder, yunetUrl });
const located = await store.install(id);
console.log(located.path);
