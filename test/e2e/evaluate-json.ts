import { z } from "zod";

const metric = z.enum(["cosine", "euclidean", "euclidean_l2", "angular"]);

const confusion = z.strictObject({
  truePositive: z.int(),
  falsePositive: z.int(),
  trueNegative: z.int(),
  falseNegative: z.int(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  accuracy: z.number(),
});

const share = z.number().min(0).max(1);

const comparedWay = z.strictObject({
  ...{ model: z.string(), detector: z.string().nullable(), alignment: z.string().nullable(), metric },
  ...{ facesFound: z.int(), msPerPicture: z.number(), threshold: z.number(), accuracy: share, auc: share },
  ...{ equalErrorRate: share, tarAtFar001: share, tarAtFar0001: share, confusion },
});

const fitted = z.strictObject({
  falseAcceptRate: share,
  people: z.strictObject({ fitting: z.int(), heldOut: z.int() }),
  thresholds: z.record(metric, z.number()),
  calibration: z.strictObject({ slope: z.number(), intercept: z.number() }),
  heldOut: z.array(
    z.strictObject({
      metric,
      threshold: z.number(),
      falseAcceptRate: share,
      equalErrorRate: share,
      confusion,
    }),
  ),
  file: z.string(),
  ensemble: z
    .strictObject({
      members: z.array(z.string()),
      trees: z.int(),
      threshold: share,
      heldOut: z.array(
        z.strictObject({
          ...{ name: z.string(), equalErrorRate: share, tarAtFar001: share, tarAtFar0001: share, auc: share },
          logLoss: z.number(),
        }),
      ),
      file: z.string(),
    })
    .nullable(),
});

/** What "familiar evaluate --json" prints: DESIGN, section 9, and what README documents beside it. */
export const evaluateJson = z.strictObject({
  images: z.int(),
  facesFound: z.int(),
  detector: z.string().nullable(),
  alignment: z.string().nullable(),
  model: z.string(),
  verification: z.strictObject({
    pairs: z.int(),
    accuracy: z.number(),
    auc: z.number(),
    equalErrorRate: z.number(),
    tarAtFar001: z.number(),
    tarAtFar0001: z.number(),
    similarityAtFar001: z.number(),
    metric,
    threshold: z.number(),
    isThresholdFitted: z.boolean(),
    confusion,
  }),
  clustering: z.strictObject({
    bCubedF1: z.number(),
    bCubedPrecision: z.number(),
    bCubedRecall: z.number(),
    pairwiseF1: z.number(),
    clusters: z.int(),
    identities: z.int(),
  }),
  identification: z.strictObject({ rank1: z.number(), oneShot: z.number(), averaged: z.number() }),
  comparison: z.array(comparedWay).optional(),
  notCompared: z.array(z.strictObject({ way: z.string(), reason: z.string() })).optional(),
  fit: fitted.optional(),
  roc: z.string().optional(),
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});
