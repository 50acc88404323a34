import { deflateSync } from "node:zlib";
import type { Pixels } from "../photo/pixels.ts";

/** How a terminal shows pictures. */
export type ImageProtocol = "kitty" | "iterm";

/** Base64 characters in one piece of a picture, the most that kitty takes. */
const pieceLength = 4_096;

/** Rows of text that a picture takes. */
const imageRows = 7;

/** kitty's graphics protocol and iTerm2's inline images are told by what these terminals say of themselves. */
const kittyPrograms = new Set(["ghostty", "kitty"]);
const itermPrograms = new Set(["iTerm.app", "WezTerm"]);

/**
 * What the terminal that Familiar runs in can show, by its environment; null = no pictures. Inside tmux and screen
 * pictures do not come through.
 */
export function imageProtocolOf(env: Readonly<Partial<Record<string, string>>>): ImageProtocol | null {
  const term = env["TERM"] ?? "";
  if (env["TMUX"] !== undefined || /^(tmux|screen|dumb)/.test(term)) return null;
  const program = env["TERM_PROGRAM"] ?? "";
  if (env["KITTY_WINDOW_ID"] !== undefined || term === "xterm-kitty" || term === "xterm-ghostty")
    return "kitty";
  if (kittyPrograms.has(program)) return "kitty";
  return itermPrograms.has(program) || env["LC_TERMINAL"] === "iTerm2" ? "iterm" : null;
}

/** What to write to show a picture with kitty's protocol: compressed RGB, in pieces. The terminal does not answer. */
export function kittyImage({ width, height, data }: Pixels): string {
  const text = deflateSync(data).toString("base64");
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += pieceLength) {
    const isLast = start + pieceLength >= text.length;
    const head = start === 0 ? `a=T,q=2,f=24,o=z,s=${width},v=${height},r=${imageRows},` : "";
    pieces.push(`\x1b_G${head}m=${isLast ? 0 : 1};${text.slice(start, start + pieceLength)}\x1b\\`);
  }
  return `${pieces.join("")}\n`;
}

/** What to write to show a JPEG as iTerm2 does. */
export function itermImage(jpeg: Uint8Array): string {
  const content = Buffer.from(jpeg).toString("base64");
  return `\x1b]1337;File=inline=1;size=${jpeg.length};height=${imageRows};preserveAspectRatio=1:${content}\x07\n`;
}
