import { count, number, units } from "./units.ts";

const longDate = new Intl.DateTimeFormat("en", {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
} as const);
const clockTime = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const degrees = new Intl.NumberFormat("en", { minimumFractionDigits: 5, maximumFractionDigits: 5 });
const oneDecimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat("en", { style: "percent" });

/** One photo and its people. */
export const photo = {
  title: "Photo",
  back: "Back",
  position: (place: number, total: number) => `${number(place)} of ${number(total)}`,
  previous: "Previous photo",
  next: "Next photo",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all of the photo",
  natural: "Full size or all of it",
  pan: (direction: string) => `Move the photo ${direction}`,
  directions: { left: "left", right: "right", up: "up", down: "down" },
  zoom: (share: number) => percents.format(share),
  showFaces: "Show faces",
  hideFaces: "Hide faces",
  showInfo: "Show people and details",
  hideInfo: "Hide people and details",
  draw: "Add a face",
  drawStop: "Stop adding a face",
  drawHint:
    "Drag around the face. By keyboard: arrows move the box, Shift and arrows size it, Enter adds it.",
  drawAdd: "Add the face in the box",
  drawMove: "Move the box",
  drawSize: "Size the box",
  nextUnnamed: "Next face without a name",
  stage: (file: string) => `Photo ${file}`,
  videoStage: (file: string, ms: number) => `Video ${file} at ${units.duration(ms)}`,
  video: "Video",
  play: (durationMs: number) => `Play ${units.duration(durationMs)}`,
  playFrom: (ms: number) => `Play from ${units.duration(ms)}`,
  stopPlaying: "Back to the faces",
  playKey: "Play the video, or go back to its faces",
  cannotPlay:
    "This window cannot play this kind of video; the faces in it are found all the same. Another program on your computer may play it.",
  length: "Length",
  lengthOf: (durationMs: number) => units.duration(durationMs),
  seenAt: (ms: number) => units.duration(ms),
  face: (name: string) => `Face: ${name}`,
  unnamed: "No name",
  maybe: (name: string) => `${name}?`,
  unnamedFace: (place: number) => `Face ${number(place)}, no name`,
  maybeFace: (name: string) => `Face, perhaps ${name}`,
  ignoredFace: "Face that is ignored",
  whoIsThis: "Who is this?",
  isThis: (name: string) => `Is this ${name}?`,
  yes: "Yes",
  no: "No",
  yesKey: "Yes, this is them",
  noKey: "No, this is not them",
  somebodyElse: "Somebody else…",
  byFamiliar: (probability: number) => `Added by Familiar, ${percents.format(probability)} sure`,
  suggestedBy: (probability: number) => `Familiar is ${percents.format(probability)} sure`,
  byYou: "Named by you",
  confirm: "Correct",
  notThem: (name: string) => `Not ${name}`,
  change: "Change name…",
  openPerson: (name: string) => `All photos of ${name}`,
  ignore: "Ignore this face",
  ignoreOthers: (faces: number, isFaceChosen: boolean) =>
    isFaceChosen
      ? `Ignore the other ${count(faces, "face")}`
      : `Ignore ${count(faces, "face")} without a name`,
  unignore: "Do not ignore",
  notAFace: "Not a face",
  moreFor: "More for this face",
  close: "Close",
  people: "People",
  nobody: "No faces were found in this photo.",
  nobodyInVideo: "No faces were found in this video.",
  notAnalysed: "This photo has not been looked at yet.",
  failed: (reason: string) => `Faces could not be looked for: ${reason}`,
  showIgnored: (faces: number) => `Show ${count(faces, "ignored face")}`,
  hideIgnored: "Hide ignored faces",
  addWithoutFace: "Add a person without a face to be seen",
  withoutFace: "No face to be seen",
  removeFromPhoto: (name: string) => `Remove ${name} from this photo`,
  details: "Details",
  taken: "Taken",
  takenAt: (date: string, offset: string | null) => {
    const at = new Date(`${date.slice(0, 19)}Z`);
    const time = Number.isNaN(at.getTime()) ? date : `${longDate.format(at)}, ${clockTime.format(at)}`;
    return offset === null ? time : `${time} (UTC${offset})`;
  },
  dateUnknown: "Not known",
  camera: "Camera",
  size: "Size",
  sizeOf: (width: number, height: number) =>
    `${number(width)} × ${number(height)} pixels (${oneDecimal.format((width * height) / 1e6)} megapixels)`,
  bytes: (bytes: number, format: string | null) =>
    [
      bytes < 1e6
        ? `${number(Math.max(1, Math.round(bytes / 1e3)))} kB`
        : `${oneDecimal.format(bytes / 1e6)} MB`,
      ...(format === null ? [] : [format.toUpperCase()]),
    ].join(", "),
  place: "Place",
  placeOf: (latitude: number, longitude: number) =>
    `${degrees.format(Math.abs(latitude))}° ${latitude < 0 ? "S" : "N"}, ` +
    `${degrees.format(Math.abs(longitude))}° ${longitude < 0 ? "W" : "E"}`,
  file: "File",
  files: (files: number) => `${count(files, "file")} of this photo`,
  fileMissing: "Not there now",
  rawFile: "RAW",
  partPair: "Show RAW as a photo of its own",
  joinPair: "Show RAW and JPEG as one photo",
  live: "Live",
  playLive: "Play or stop the movie of the Live Photo",
  liveMovie: "Movie of the Live Photo",
  liveFailed:
    "This movie cannot be played here: its file is not there, or is of a kind that this window does not play.",
  stack: (photos: number) => `Stack of ${count(photos, "photo")}`,
  frame: (place: number, photos: number, isCover: boolean) =>
    `Photo ${number(place)} of ${number(photos)} of the stack${isCover ? ", its cover" : ""}`,
  previousFrame: "Photo before in the stack",
  nextFrame: "Next photo in the stack",
  stackCover: "Let this photo stand for the stack",
  takeOutOfStack: "Take this photo out of the stack",
  unstack: (photos: number) => `Unstack all ${count(photos, "photo")}`,
  albums: "Albums",
  reveal: "Show in file manager",
  originalMissing:
    "The file of this photo is not there. Is its drive connected? What you see is a smaller copy.",
  pictureMissing: "This photo cannot be shown: neither its file nor a smaller copy is there.",
} as const;
