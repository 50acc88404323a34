/** An answer cannot be given as asked; nothing was changed. A caller shows `message` as it is. */
export abstract class ReviewError extends Error {}

/** The question is not open any more, or asks something else by now. */
export class QuestionGoneError extends ReviewError {
  override readonly name = "QuestionGoneError";
  readonly questionId: string;

  constructor(questionId: string) {
    super(
      `The question ${questionId} is not open any more, or is about other faces by now. ` +
        "List the questions again and answer one of those.",
    );
    this.questionId = questionId;
  }
}

/** This kind of question has no such answer. */
export class AnswerNotFittingError extends ReviewError {
  override readonly name = "AnswerNotFittingError";
  readonly questionId: string;

  constructor(questionId: string, wanted: string) {
    super(`That is no answer to this question. ${wanted}`);
    this.questionId = questionId;
  }
}

/** The last answer cannot be taken back: something else was done since. */
export class AnswerNotLastError extends ReviewError {
  override readonly name = "AnswerNotLastError";

  constructor() {
    super("Something else was done since the last answer. Undo that first, or go on.");
  }
}
