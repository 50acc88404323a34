/** Letters that Unicode does not take apart into a plain one and an accent. */
const plainLetters: Readonly<Partial<Record<string, string>>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ς: "σ",
  "’": "'",
  "‘": "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
};
const specialLetters = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "gu");

/**
 * Text in the form in which it is compared: without regard to case, accents and how often a space stands. Only the
 * accents of Latin, Greek and Cyrillic go: the marks of other scripts are vowels.
 */
export function fold(text: string): string {
  // Most names are plain, and 10,000 of them are folded before a search.
  const folded = /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize("NFKD")
        .toLowerCase()
        .replaceAll(/[\u0300-\u036f]/g, "")
        .replaceAll(specialLetters, (letter) => plainLetters[letter] ?? letter);
  return folded.replaceAll(/\s+/g, " ").trim();
}
