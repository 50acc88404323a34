import { createClient } from "../../app/api/client.ts";

/** The one client of the window. Errors are thrown by `readAnswer`. */
export const client = createClient(location.origin);
