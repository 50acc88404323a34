import { isOwnAddress } from "./address.ts";

/** What a page wants to be allowed. */
export interface AskedPermission {
  /** As Electron names it: "media", "geolocation". */
  readonly permission: string;
  /** For "media": "video" (a camera), "audio" (a microphone). */
  readonly media: readonly string[];
  /** Of the page. */
  readonly address: string;
}

/** Recognition from a camera happens on this page only. */
const cameraPage = "/live";

/** Electron allows everything unless told otherwise; Familiar allows the camera, and that on one page. */
export function isPermitted({ permission, media, address }: AskedPermission): boolean {
  const isCameraAlone = permission === "media" && media.length > 0 && media.every((kind) => kind === "video");
  return isCameraAlone && isOwnAddress(address) && new URL(address).pathname === cameraPage;
}
