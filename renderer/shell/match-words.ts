/** Without accents and case: "José" is found by "jose". */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** Does every word that was typed begin a word of the label? "an mü" finds "Anna Maria Müller". */
export function isMatch(label: string, typed: string): boolean {
  const words = foldText(label).split(/[^\p{L}\p{N}]+/u);
  return foldText(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
