import { isOwnAddress, ownOrigin } from "./address.ts";

/**
 * May the window load it? Its own addresses, and what it made itself (blob:, data:), which its content security policy
 * narrows further. Nothing else: Familiar works without a network. The developer tools only where there are any.
 */
export function isLoadable(address: string, options: { readonly hasDeveloperTools: boolean }): boolean {
  if (isOwnAddress(address)) return true;
  const protocol = URL.parse(address)?.protocol;
  if (protocol === "data:") return true;
  if (protocol === "blob:") return address.startsWith(`blob:${ownOrigin}/`);
  return options.hasDeveloperTools && protocol === "devtools:";
}

/** May it be saved to the disk? Exports that the user asked for, and nothing else. */
export function isDownloadable(address: string): boolean {
  return isOwnAddress(address) && URL.parse(address)?.pathname.startsWith("/api/transfer/exports/") === true;
}
