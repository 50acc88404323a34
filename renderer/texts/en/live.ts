import { count } from "./units.ts";

const percent = (share: number) => `${String(Math.min(99, Math.round(share * 100)))} %`;

/** The page that looks through the camera. */
export const live = {
  title: "Live",
  intro:
    "Who is before the camera? Its pictures are looked at on this computer and dropped at once: none is ever stored.",
  start: "Start camera",
  stop: "Stop camera",
  camera: "Camera",
  unnamedCamera: (place: number) => `Camera ${String(place)}`,
  mirror: "Mirror",
  mirrorKey: "Mirror the picture",
  nameKey: "Name the first unknown face",
  picture: "Picture of the camera",
  isOn: "Camera on",
  starting: "Waiting for the camera…",
  preparing: "Getting ready…",
  off: {
    never: {
      title: "The camera is off",
      text: "It starts when you say so, and stops when you leave this page.",
    },
    stopped: { title: "The camera is off", text: "What it saw is forgotten." },
    hidden: {
      title: "The camera was switched off",
      text: "This page was out of sight, and the camera only runs while you can see it.",
    },
    unplugged: {
      title: "The camera is gone",
      text: "It was unplugged, or the system took it away. Connect it, then start it again.",
    },
  },
  failures: {
    denied: {
      title: "Familiar may not use the camera",
      text: "Allow the camera for this page: in a browser by the sign beside the address, in the system under privacy, camera. Then start it again.",
    },
    none: { title: "There is no camera", text: "Connect one, or switch it on, then start it again." },
    busy: {
      title: "The camera is in use",
      text: "Another program has it, such as a video call. End that, then start the camera again.",
    },
    insecure: {
      title: "This browser gives no page a camera here",
      text: "Open Familiar with the address that it printed when it started.",
    },
    other: {
      title: "The camera does not start",
      text: "Unplug it and connect it again, then start it again.",
    },
  },
  recognitionFailed: "Faces are not looked for",
  people: "In the picture",
  nobody: "Nobody to be seen",
  nobodyText: "Look into the camera, with light on the face.",
  offList: "Whoever is before the camera stands here.",
  unknown: "Unknown face",
  unclear: "Not clear enough",
  unclearText: "Come nearer, face the camera, more light",
  looking: "Looking…",
  hidden: "Somebody you hide",
  likely: (name: string) => `${name}?`,
  likelySo: (share: number) => `${percent(share)} likely`,
  sure: (share: number) => `${percent(share)} sure`,
  whoIsThis: "Who is this?",
  whoIsThisOf: (place: number) => `Who is this? Face ${String(place)} from the left`,
  notThemOf: (name: string) => `Somebody else? Not ${name}`,
  whoIsThisPerhaps: (name: string) => `Who is this? Perhaps ${name}`,
  yes: (name: string) => `Yes, ${name}`,
  name: "Name",
  kept: "Familiar keeps how this face looks, as a row of numbers, and knows it from then on: here and in your photos. No picture is kept. You can undo it, or forget it later on the person’s page.",
  takenFor: (name: string, share: number) => `Familiar takes this face for ${name}, ${percent(share)} sure.`,
  face: "The face",
  rate: (framesPerSecond: number) => `${String(Math.round(framesPerSecond))} pictures/s`,
  latency: (ms: number) => `${String(Math.round(ms))} ms`,
  latencyText: "Pictures looked at in a second, and how long one takes",
  /** For screen readers. */
  announce: (names: readonly string[], unknown: number) => {
    const strangers = unknown === 0 ? [] : [count(unknown, "unknown face")];
    return [...names, ...strangers].join(", ");
  },
  announceNobody: "Nobody in the picture",
} as const;
