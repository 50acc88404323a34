import { foldName } from "../components/match-names.ts";

/** Does every word that was typed begin a word of the label? "an mü" finds "Anna Maria Müller". */
export function isMatch(label: string, typed: string): boolean {
  const words = foldName(label).split(/[^\p{L}\p{N}]+/u);
  return foldName(typed)
    .split(" ")
    .every((part) => words.some((word) => word.startsWith(part)));
}
