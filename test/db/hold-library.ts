import { takeOwnership } from "../../app/db/owner-lock.ts";

// Run as a process of its own by owner-lock.test.ts: takes a library, says so, and holds it until it is killed.
const [folder = ""] = process.argv.slice(2);
takeOwnership(folder, { command: "familiar scan /photos", now: () => Date.UTC(2026, 10, 23, 20, 31) });
process.stdout.write("held\n");
setInterval(() => undefined, 60_000);
