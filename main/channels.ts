/** The two ways between page and shell; both end in main/preload.ts. */
export const channels = {
  /** The menu asks something of the page: DesktopCommand. */
  command: "familiar:command",
  /** The user dropped files: their paths, which the page never sees. */
  dropped: "familiar:dropped",
} as const;
