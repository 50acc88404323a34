/** What only the desktop app can do. The server asks for it, as it alone knows paths. */
export interface DesktopShell {
  /** Shows a file in the system's file manager. */
  readonly reveal: (path: string) => void;
  /** Opens the system's dialog for folders; resolves with what the user chose, nothing when they cancelled. */
  readonly chooseFolders: (title: string) => Promise<readonly string[]>;
}
