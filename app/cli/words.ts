/** "1 photo", "2 photos", "12,345 photos". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** "8 s", "3 min 20 s", "2 h 5 min": as exact as anybody wants to know. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return `${minutes} min ${whole % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 0.1234 -> "12.3 %"; NaN, a share of nothing, -> "-". */
export function percent(share: number, digits = 1): string {
  if (Number.isNaN(share)) return "-";
  return `${(share * 100).toFixed(digits)} %`;
}

/**
 * Text for a terminal: a file name may hold line breaks, or codes that colour or erase what is on the screen, which
 * are shown as "\\n" or "\\x1b" instead.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    if (character === "\n") return "\\n";
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });
}

/** A path as a word of a command that can be copied: in quotes when it needs them. */
export function commandWord(path: string): string {
  return /^[\w./\\:@+-]+$/.test(path) ? path : `"${printable(path)}"`;
}

/** Rows as columns two spaces apart; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, String(cell).length);
    }
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
