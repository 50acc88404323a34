/** The user asked for something that this job cannot do in its state. */
export class JobStateError extends Error {
  override readonly name = "JobStateError";
}

/** No job has this id. */
export class UnknownJobError extends Error {
  override readonly name = "UnknownJobError";

  constructor(jobId: number) {
    super(`There is no job with the number ${jobId}. Only the last runs are kept.`);
  }
}
