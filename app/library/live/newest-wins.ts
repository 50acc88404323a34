/** One job at a time; of those that come meanwhile, only the newest is done, as the others are old by then. */
export interface NewestWins<Job, Answer> {
  /** Resolves to null when a newer job took the place of this one. Rejects with what the work rejects with. */
  readonly give: (job: Job) => Promise<Answer | null>;
}

interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: unknown) => void;
}

/** A camera goes on while its picture is looked at: the pictures must not pile up. */
export function newestWins<Job, Answer>(work: (job: Job) => Promise<Answer>): NewestWins<Job, Answer> {
  let isBusy = false;
  let waiting: Waiting<Job, Answer> | null = null;
  const goOn = () => {
    const next = waiting;
    waiting = null;
    isBusy = false;
    if (next !== null) doNow(next.job).then(next.resolve, next.reject);
  };
  const doNow = async (job: Job): Promise<Answer> => {
    isBusy = true;
    try {
      return await work(job);
    } finally {
      goOn();
    }
  };
  return {
    give: async (job) => {
      if (!isBusy) return await doNow(job);
      waiting?.resolve(null);
      const { promise, resolve, reject } = Promise.withResolvers<Answer | null>();
      waiting = { job, resolve, reject };
      return await promise;
    },
  };
}
