import { count, number, units } from "./units.ts";

/** What can be chosen, and what is true of the library. */
export const settings = {
  title: "Settings",
  folders: "Folders",
  noFolders: "No folder is in the library yet.",
  states: { there: "", away: "Not there. Is its drive connected?", unreadable: "Familiar is not let in." },
  watches: {
    watched: "Changes are noticed by themselves",
    off: "",
    waiting: "Watched again when it is back",
    failed: "The system does not tell about changes here: use “Look for new photos”",
  },
  scanFolder: (path: string) => `Look for new photos in ${path}`,
  removeFolder: (path: string) => `Remove ${path} from the library`,
  remove: "Remove",
  scan: "Look for new photos",
  removeHint:
    "Removing a folder touches no file. Its photos are left out, and what you said about them is kept for when it comes back.",
  watch: "Notice changes in the folders by itself",
  watchText: "New photos appear a moment after they are there. Switched off, Familiar looks when you ask.",
  strictness: "How sure Familiar must be",
  strictnessText:
    "From which certainty on Familiar gives a face to a person by itself. What it is less sure of, it asks you.",
  levels: {
    "very-careful": "Very careful",
    careful: "Careful",
    normal: "Normal",
    generous: "Generous",
    "very-generous": "Very generous",
  },
  strictnessSet: (level: string) => `Familiar must be sure: ${level.toLowerCase()}`,
  weigh: "Show what would change",
  weighText: "Compares all unnamed faces with everybody; in a large library that takes a minute or more.",
  preview: (given: number, asked: number, takenBack: number) =>
    given + asked + takenBack === 0
      ? "Nothing would change"
      : `${number(given)} given, ${number(asked)} to confirm, ${number(takenBack)} taken back`,
  models: "Models",
  modelsText: "What finds faces and tells people apart. Everything runs on this computer.",
  tasks: {
    detector: "Finding faces",
    landmarks: "Finding eyes, nose and mouth",
    embedding: "Telling people apart",
  },
  runtime: "What computes the models",
  runtimeText: "All find the same faces and people; they differ in speed.",
  runtimes: { auto: "The fastest", onnx: "ONNX Runtime", tensorflow: "TensorFlow" },
  fastest: (used: "onnx" | "tensorflow" | null) =>
    used === null
      ? "Measured once on this computer, at the next scan"
      : `In use: ${{ onnx: "ONNX Runtime", tensorflow: "TensorFlow" }[used]}`,
  runtimeSpeed: (description: string, detectMs: number, embedMs: number) =>
    `${description}: ${detectMs.toFixed(1)} ms to look for faces, ${embedMs.toFixed(1)} ms a face`,
  used: "In use",
  installed: "Installed",
  notInstalled: "Not installed",
  install: (title: string) => `Install ${title}`,
  installShort: "Install",
  try: (title: string) => `Compare with ${title}`,
  tryShort: "Compare",
  use: (title: string) => `Use ${title}`,
  useShort: "Use",
  detectorChanged: (title: string) =>
    `${title} finds faces from the next look for new photos on, which looks at all photos again. Names are kept.`,
  bringing: "Telling people apart, with weights that you bring",
  bringingText:
    "Familiar builds these networks, but what they have learnt belongs to others and does not come with it. “Install” fetches it from where it is published; or choose a file (.h5) that you have. Every layer is checked. Mind the licences: some are not for commercial use.",
  needsWeights: "Needs weights",
  licence: (licence: string) => (licence === "unknown" ? "licence unknown" : licence),
  publishedAt: "Published at",
  publishedAsArchive: "Published as an archive, which you fetch and take the .h5 file out of:",
  copyAddress: (title: string) => `Copy the address of the weights of ${title}`,
  copyAddressShort: "Copy address",
  addressCopied: "The address is in the clipboard",
  chooseFile: (title: string) => `Choose a file for ${title}`,
  chooseFileShort: "Choose file…",
  bringingFile: (title: string) => `Bringing the file for ${title}`,
  broughtPart: (share: number) =>
    share < 1 ? `Copying into Familiar: ${Math.floor(share * 100)} %` : "Checking the file…",
  brought: (titles: readonly string[]) =>
    `${titles.join(" and ")} ${titles.length === 1 ? "is" : "are"} installed`,
  ownModels: "Models of your own",
  ownModel: {
    detector: {
      title: "A model that finds faces",
      text: "SCRFD, CenterFace, RetinaFace or YuNet, as an .onnx file: its outputs tell which it is. MTCNN’s wheel (.whl) is known too.",
    },
    embedding: {
      title: "A model that tells people apart",
      text: "An .onnx file that takes an aligned face of 112 × 112 pixels and gives a vector.",
    },
  },
  size: (bytes: number) =>
    bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`,
  comparable: (faces: number, all: number) =>
    `${number(faces)} of ${count(all, "face")} can be compared by it`,
  lastComparison: "The last comparison",
  goBackHint: "The faces of the model before are kept: going back takes moments.",
  privacy: "Privacy",
  privacyText:
    "No photo, face or name leaves this computer. The only connection Familiar ever makes is to fetch a model that you install.",
  whereText: "Everything Familiar knows is in one folder, apart from your photos:",
  privatePeople: (people: number) =>
    people === 0
      ? "Nobody is marked as private. Private people are never written into photo files."
      : `${units.people(people)} marked as private: their names are never written into photo files.`,
  appearance: "Appearance",
  appearances: { system: "As the system", light: "Light", dark: "Dark" },
  data: "Data and backups",
  parts: {
    catalogue: "Catalogue",
    journal: "Journal",
    thumbnails: "Thumbnails",
    indexes: "Face indexes",
    backups: "Backups",
  },
  measuring: "Measuring…",
  backUp: "Back up now",
  backupText:
    "A backup is the catalogue and the journal: all names and decisions, without the photos. The newest five are kept.",
  noBackups: "There is no backup yet.",
  restore: (date: string) => `Go back to ${date}`,
  restoreShort: "Go back to it",
  restoreTitle: "Go back to this backup?",
  restoreText: (date: string, actions: number) =>
    `All you said about faces, people and albums becomes as it was on ${date}. ${
      actions === 0
        ? "Nothing was said since then."
        : `${count(actions, "action")} since then ${actions === 1 ? "is" : "are"} not in it.`
    } How things are now is backed up first, so that you can go back to that here. Your photos are not touched. Work that goes on, such as a scan, is stopped.`,
  restoring: "Going back…",
  restored: (date: string) => `The library is as it was on ${date}`,
  health: "Health",
  healthStates: { ok: "Fine", missing: "Not there", broken: "Broken" },
} as const;
