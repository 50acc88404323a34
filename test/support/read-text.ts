/** What a server answers, as it comes: for answers that do not end. */
export async function* readText(answer: Response): AsyncGenerator<string, void> {
  const parts: AsyncIterable<Uint8Array> | null = answer.body;
  const decoder = new TextDecoder();
  for await (const part of parts ?? []) yield decoder.decode(part, { stream: true });
}
