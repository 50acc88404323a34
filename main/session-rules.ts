import type { Session } from "electron";
import { isPermitted } from "./permissions.ts";
import { isDownloadable, isLoadable } from "./requests.ts";

/** What the one session of the app lets through: no permission but the live page's camera, no address but our own. */
export function restrictSession(session: Session, options: { readonly hasDeveloperTools: boolean }): void {
  denyPermissions(session);
  denyForeignRequests(session, options);
  denyDownloadsAndDevices(session);
}

/** Item 5: both handlers, as some permissions are only checked, never asked for. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    answer(isPermitted({ permission, media, address: contents.getURL() }));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return isPermitted({ permission, media, address: contents?.getURL() ?? "" });
  });
}

/** Items 1 and 18, and beyond them: a page that somehow asks another host gets no answer. */
function denyForeignRequests(session: Session, options: { readonly hasDeveloperTools: boolean }): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isLoadable(url, options) });
  });
}

function denyDownloadsAndDevices(session: Session): void {
  // Electron asks where to save what is let through.
  session.on("will-download", (event, item) => {
    if (!isDownloadable(item.getURL())) event.preventDefault();
  });
  session.setDevicePermissionHandler(() => false);
  // Spell checking would fetch dictionaries from a host on the Internet.
  session.setSpellCheckerEnabled(false);
}
