// Every word that the shell itself says; the window's are in renderer/texts.

export const texts = {
  appName: "Familiar",
  menu: {
    file: "File",
    addFolders: "Add Folders…",
    settings: "Settings…",
    edit: "Edit",
    undo: "Undo",
    redo: "Redo",
    view: "View",
    palette: "Find a Command…",
    go: "Go",
    back: "Back",
    forward: "Forward",
    photos: "Photos",
    people: "People",
    review: "Review",
    albums: "Albums",
    search: "Search",
    compare: "Compare",
    live: "Live",
    activity: "Activity",
    help: "Help",
    shortcuts: "Keyboard Shortcuts",
    logs: "Show Logs",
  },
  chooseFolders: "Choose folders with photos",
  tray: {
    open: "Open Familiar",
    quit: "Quit Familiar",
    /** "Finding faces: 12 of 240" */
    progress: (title: string, done: number, total: number | null) =>
      total === null
        ? title
        : `${title}: ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`,
  },
  goesOn: {
    title: "Familiar goes on looking for faces",
    body: "It ends by itself when all photos are looked at. Open it from its icon, or start it again.",
  },
  quitting: {
    message: "Familiar is finishing what it is writing.",
    detail:
      "It closes by itself in a moment. If you quit now, nothing that you named is lost; a scan goes on next time.",
    quitNow: "Quit Now",
  },
  failed: {
    message: "Your library cannot be opened.",
    tryAgain: "Try Again",
    quit: "Quit",
    crashed: (lastWords: string) =>
      `The part of Familiar that keeps the library ends as soon as it starts.${lastWords === "" ? "" : ` Its last words: ${lastWords}`}`,
  },
} as const;
