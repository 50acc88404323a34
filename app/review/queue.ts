import TinyQueue from "tinyqueue";

/** What may become a question, by what an answer is expected to settle. */
export interface QueueEntry<Subject> {
  /** One entry for each key. */
  readonly key: string;
  readonly subject: Subject;
  readonly expectedFaces: number;
  /** Faces that an answer settles, if it settles them. */
  readonly faces: number;
}

interface Placed<Subject> extends QueueEntry<Subject> {
  /** How often the user put it behind. */
  readonly skips: number;
}

/** Entries in order: those that were skipped least often, then by what they settle, equal ones by key. */
export interface ReviewQueue<Subject> {
  /** Adds an entry, or changes the one of that key; what was skipped stays behind. */
  readonly put: (entry: QueueEntry<Subject>) => void;
  readonly remove: (key: string) => void;
  readonly find: (key: string) => QueueEntry<Subject> | undefined;
  /** Puts an entry behind all that were skipped less often. */
  readonly skip: (key: string) => void;
  /** The first entry; it stays. */
  readonly first: () => QueueEntry<Subject> | undefined;
  readonly isSkipped: (key: string) => boolean;
  readonly entries: () => Iterable<QueueEntry<Subject>>;
}

/**
 * An empty queue. All operations take logarithmic time: an entry that changes is added anew, and its earlier place is
 * passed over when it comes up.
 */
export function createReviewQueue<Subject>(): ReviewQueue<Subject> {
  const current = new Map<string, Placed<Subject>>();
  const skipsByKey = new Map<string, number>();
  const heap = new TinyQueue<Placed<Subject>>([], compare);
  const put = (entry: QueueEntry<Subject>): void => {
    const placed = { ...entry, skips: skipsByKey.get(entry.key) ?? 0 };
    current.set(entry.key, placed);
    heap.push(placed);
  };
  return {
    put,
    remove: (key) => {
      current.delete(key);
    },
    find: (key) => current.get(key),
    skip: (key) => {
      skipsByKey.set(key, (skipsByKey.get(key) ?? 0) + 1);
      const entry = current.get(key);
      if (entry !== undefined) put(entry);
    },
    first: () => {
      for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
        if (current.get(top.key) === top) return top;
        heap.pop();
      }
      return undefined;
    },
    isSkipped: (key) => skipsByKey.has(key),
    entries: () => current.values(),
  };
}

function compare<Subject>(a: Placed<Subject>, b: Placed<Subject>): number {
  return a.skips - b.skips || b.expectedFaces - a.expectedFaces || (a.key < b.key ? -1 : 1);
}
