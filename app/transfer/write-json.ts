/** Lines put together before each write. */
const charactersPerChunk = 65_536;

/** A JSON document piece by piece: its head, and its lists with one element a line, so that other programs can read it so. */
export function* jsonDocument(
  head: object,
  lists: Readonly<Record<string, Iterable<unknown>>>,
): Generator<string, void> {
  yield JSON.stringify(head).slice(0, -1);
  for (const [name, elements] of Object.entries(lists)) {
    yield `,\n${JSON.stringify(name)}: [`;
    let separator = "\n";
    for (const element of elements) {
      yield `${separator}${JSON.stringify(element)}`;
      separator = ",\n";
    }
    yield "\n]";
  }
  yield "\n}\n";
}

/** The same text in fewer pieces. */
export function* inChunks(pieces: Iterable<string>): Generator<string, void> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < charactersPerChunk) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
