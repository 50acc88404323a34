import { describe, expect, test } from "vitest";

import { describeUserModel } from "../../app/models/describe-user-model.ts";
import { UnsuitableModelError } from "../../app/models/errors.ts";
import { modelSchema } from "../../app/models/manifest.ts";
import type { NamedShape } from "../../app/models/tensor-shape.ts";

const picture: NamedShape = { name: "input.1", dims: [1, 3, null, null] };

function fileWith(outputs: readonly NamedShape[], input = picture) {
  const facts = { id: "mine", path: "/tmp/mine.onnx", sizeBytes: 5, sha256: "0".repeat(64) };
  return { ...facts, shapes: { inputs: [input], outputs } };
}

const rows = (name: string, numbers: number, ...before: (number | null)[]): NamedShape => ({
  name,
  dims: [...before, numbers],
});

/** As insightface exports them: numbers for names, the number of rows left open. */
const scrfd = [
  ...["448", "471", "494"].map((name) => rows(name, 1, null)),
  ...["451", "474", "497"].map((name) => rows(name, 4, null)),
  ...["454", "477", "500"].map((name) => rows(name, 10, null)),
];
const retinaface = [rows("loc", 4, 1, null), rows("conf", 2, 1, null), rows("landms", 10, 1, null)];
const centerface = [
  ["537", 1],
  ["538", 2],
  ["539", 2],
  ["540", 10],
].map(([name, planes]): NamedShape => ({ name: String(name), dims: [1, Number(planes), null, null] }));

test.each([
  ["scrfd", scrfd, ["448", "471", "494", "451", "474", "497", "454", "477", "500"], "rgb"],
  ["scrfd", scrfd.slice(0, 6), ["448", "471", "494", "451", "474", "497"], "rgb"],
  ["retinaface", retinaface, ["conf", "loc", "landms"], "bgr"],
  ["centerface", centerface, ["537", "538", "539", "540"], "rgb"],
] as const)("%s is recognised by its outputs, and their order known", (kind, outputs, ordered, channels) => {
  const model = describeUserModel(fileWith(outputs), "detector");
  expect(modelSchema.parse(model)).toEqual(model);
  expect(model).toMatchObject({ task: "detector", kind, outputs: ordered });
  expect(model).toMatchObject({ input: { name: "input.1", width: null, height: null, channels } });
  expect(describeUserModel(fileWith(outputs), kind)).toEqual(model);
});

test("outputs of one kind in another order than usual are put right", () => {
  const perStride = [0, 1, 2].flatMap((stride) => [scrfd[stride], scrfd[stride + 3], scrfd[stride + 6]]);
  const outputs = perStride.filter((output) => output !== undefined);
  expect(describeUserModel(fileWith(outputs), "detector")).toMatchObject({
    outputs: scrfd.map(({ name }) => name),
  });
});

test("a network of one size keeps it", () => {
  const input = { name: "input0", dims: [1, 3, 480, 640] };
  expect(describeUserModel(fileWith(retinaface, input), "detector")).toMatchObject({
    input: { width: 640, height: 480 },
  });
});

describe("what is no detector that can be read is refused", () => {
  test.each([
    ["an output too few", scrfd.slice(1), picture],
    ["an output too many", [...retinaface, rows("more", 3, 1, null)], picture],
    [
      "rows of another length",
      [rows("a", 2, 1, null), rows("b", 4, 1, null), rows("c", 8, 1, null)],
      picture,
    ],
    ["a side off the grid", retinaface, { name: "x", dims: [1, 3, 100, 640] }],
    ["several pictures at once", retinaface, { name: "x", dims: [8, 3, 640, 640] }],
    ["one side open", retinaface, { name: "x", dims: [1, 3, null, 640] }],
    ["a grey picture", retinaface, { name: "x", dims: [1, 1, 640, 640] }],
  ] as const)("%s", (_case, outputs, input) => {
    const describe = () => describeUserModel(fileWith(outputs, input), "detector");
    expect(describe).toThrow(UnsuitableModelError);
    expect(describe).toThrow("(SCRFD); or ");
  });

  test("also when the user says that it is one", () => {
    const describe = () => describeUserModel(fileWith(retinaface), "scrfd");
    expect(describe).toThrow("for each of 3 or 5 strides outputs of Nx1, Nx4");
    expect(describe).toThrow("this model has input.1 1x3x?x? -> loc 1x?x4, conf 1x?x2, landms 1x?x10.");
  });
});
