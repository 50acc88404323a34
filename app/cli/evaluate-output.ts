import type { Confusion } from "../evaluate/verification.ts";
import type { EvaluationResult } from "./evaluate.ts";
import { count, percent, printable, table } from "./words.ts";

/** What `familiar evaluate` prints. */
export function evaluationText(result: EvaluationResult): string {
  const { verification, clustering, identification } = result;
  return [
    `${count(result.images, "picture")} of ${count(clustering.identities, "person", "people")}, ` +
      `a face found in ${result.facesFound.toLocaleString("en-US")} ` +
      `(${result.detector === null ? "" : `${result.detector}, `}${result.model}).`,
    "",
    table([
      ["Verification", `${verification.pairs.toLocaleString("en-US")} pairs`],
      ["  accuracy", accuracyText(verification)],
      ["  area under the ROC curve", verification.auc.toFixed(5)],
      ["  equal error rate", percent(verification.equalErrorRate, 2)],
      ["  true accepts at 0.1 % false accepts", percent(verification.tarAtFar001, 2)],
      ["  true accepts at 0.01 % false accepts", percent(verification.tarAtFar0001, 2)],
      ["Identification, leave one out", percent(identification.rank1, 2)],
      ["  by the mean of a person's other photos", percent(identification.averaged, 2)],
      ["  by one photo of each person", percent(identification.oneShot, 2)],
      ["Clustering", count(clustering.clusters, "group")],
      ["  B-cubed F1", clustering.bCubedF1.toFixed(4)],
      ["  B-cubed precision", clustering.bCubedPrecision.toFixed(4)],
      ["  B-cubed recall", clustering.bCubedRecall.toFixed(4)],
      ["  pairwise F1", clustering.pairwiseF1.toFixed(4)],
    ]),
    "",
    `${metricTitle(verification)}:`,
    confusionText(verification.confusion),
    ...comparisonText(result),
    ...fitText(result),
    ...(result.roc === undefined ? [] : ["", `The ROC curve is in ${printable(result.roc)}.`]),
    ...(result.failed.length > 0 ? ["", `Could not be used (${result.failed.length}):`] : []),
    ...result.failed.flatMap(({ path: file, reason }) => [`  ${printable(file)}`, `    ${reason}`]),
  ].join("\n");
}

function metricTitle({ metric, threshold, isThresholdFitted }: EvaluationResult["verification"]): string {
  const origin = isThresholdFitted ? "the threshold fitted here" : "the model's threshold";
  return `At ${origin}, ${metric} distance up to ${threshold.toFixed(4)}`;
}

function accuracyText({
  accuracy,
  accuracyStandardError,
  officialPairs,
}: EvaluationResult["verification"]): string {
  const text = percent(accuracy, 2);
  if (accuracyStandardError === undefined || officialPairs === undefined) return text;
  const error = percent(accuracyStandardError, 2);
  return `${text} (standard error ${error}), ten-fold on ${count(officialPairs, "official pair")}`;
}

function confusionText(confusion: Confusion): string {
  const { truePositive, falsePositive, trueNegative, falseNegative, precision, recall, f1, accuracy } =
    confusion;
  const matrix = table([
    ["", "one person", "two people"],
    ["  said to be one person", truePositive, falsePositive],
    ["  said to be two people", falseNegative, trueNegative],
  ]);
  const shares = [
    `precision ${percent(precision, 2)}`,
    `recall ${percent(recall, 2)}`,
    `F1 ${percent(f1, 2)}`,
    `accuracy ${percent(accuracy, 3)}`,
  ];
  return `${matrix}\n  ${shares.join(", ")}`;
}

function comparisonText({ comparison, notCompared }: EvaluationResult): string[] {
  if (comparison === undefined) return [];
  const header = ["model", "detector", "alignment", "metric", "faces", "accuracy", "EER", "TAR 0.1 %", "AUC"];
  const rows = comparison.map((row) => [
    ...[row.model, row.detector ?? "-", row.alignment ?? "-", row.metric, row.facesFound],
    ...[
      percent(row.accuracy, 2),
      percent(row.equalErrorRate, 2),
      percent(row.tarAtFar001, 2),
      row.auc.toFixed(5),
    ],
    ...[row.threshold.toFixed(4), percent(row.confusion.precision, 2), percent(row.confusion.recall, 2)],
    ...[percent(row.confusion.f1, 2), `${row.msPerPicture.toFixed(0)} ms`],
  ]);
  return [
    "",
    table([[...header, "threshold", "precision", "recall", "F1", "a picture"], ...rows]),
    ...(notCompared ?? []).map(({ way, reason }) => `Not compared: ${way}. ${reason}`),
  ];
}

function fitText({ fit }: EvaluationResult): string[] {
  if (fit === undefined) return [];
  const { falseAcceptRate, people, heldOut, ensemble } = fit;
  return [
    "",
    `Fitted on ${count(people.fitting, "person", "people")} at ${percent(falseAcceptRate, 2)} false accepts; ` +
      `on the other ${count(people.heldOut, "person", "people")}:`,
    table([
      ["metric", "threshold", "false accepts", "precision", "recall", "F1"],
      ...heldOut.map(({ metric, threshold, falseAcceptRate: rate, confusion }) => [
        ...[metric, threshold.toFixed(4), percent(rate, 3)],
        ...[percent(confusion.precision, 2), percent(confusion.recall, 2), percent(confusion.f1, 2)],
      ]),
    ]),
    `Kept in ${printable(fit.file)}; "verify" and "find" use them from now on.`,
    ...(ensemble === null ? [] : ensembleText(ensemble)),
  ];
}

function ensembleText(ensemble: NonNullable<NonNullable<EvaluationResult["fit"]>["ensemble"]>): string[] {
  const share = (value: number | null) => (value === null ? "-" : percent(value, 2));
  return [
    "",
    `Ensemble of ${ensemble.members.length} with ${count(ensemble.trees, "tree")}, on the people that nothing was fitted on:`,
    table([
      ["", "EER", "TAR 0.1 %", "TAR 0.01 %", "AUC", "log loss"],
      ...ensemble.heldOut.map(({ name, equalErrorRate, tarAtFar001, tarAtFar0001, auc, logLoss }) => [
        ...[name, share(equalErrorRate), share(tarAtFar001), share(tarAtFar0001)],
        ...[auc?.toFixed(5) ?? "-", logLoss?.toFixed(4) ?? "-"],
      ]),
    ]),
    `Kept in ${printable(ensemble.file)}; "verify --ensemble" and "find --known FOLDER --ensemble" use it.`,
  ];
}
