/** The first run. */
export const welcome = {
  title: "Find the people in your photos",
  what: {
    title: "Familiar looks for faces and puts those that belong together side by side",
    text: "You say who they are, once. From then on everybody has an album of their own that keeps itself up to date.",
  },
  privacy: {
    title: "Everything stays on this computer",
    text: "No photo, face or name is ever sent anywhere. Familiar works without a connection.",
  },
  safety: {
    title: "Your photos are never changed",
    text: "Familiar only reads your folders and keeps its own notes elsewhere. Whatever you do here, you can undo.",
  },
  dropHint: "Or drop folders onto this window. You can add more at any time in Settings.",
  noDropHint: "Folders cannot be dropped onto a browser window. You can add more at any time in Settings.",
} as const;
