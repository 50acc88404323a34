/** "1 face", "1,234 faces". */
export function countOf(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

/** "Ann", "Ann and Ben", "Ann, Ben and Carl"; more than `limit` names become "and 7 more". */
export function listOf(names: readonly string[], limit = 5): string {
  const shown = names.length > limit ? names.slice(0, limit) : names.slice(0, -1);
  const rest = names.length > limit ? `${names.length - limit} more` : (names.at(-1) ?? "");
  return shown.length === 0 ? rest : `${shown.join(", ")} and ${rest}`;
}
