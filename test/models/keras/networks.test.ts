import { describe, expect, test } from "vitest";

import { layersInOrder, layersWithWeights } from "../../../app/models/keras/layer-order.ts";
import type { KerasNetworkName } from "../../../app/models/keras/network-names.ts";
import { kerasNetworkName } from "../../../app/models/keras/network-names.ts";
import { buildNetwork } from "../../../app/models/keras/networks.ts";
import { readBuiltInManifest } from "../../../app/models/manifest.ts";

function total(name: KerasNetworkName): number {
  return layersWithWeights(buildNetwork(name).last).reduce((sum, { parameters }) => sum + parameters, 0);
}

function parametersOf(name: KerasNetworkName, ...layers: string[]): (number | undefined)[] {
  const all = new Map(
    layersWithWeights(buildNetwork(name).last).map((layer) => [layer.name, layer.parameters]),
  );
  return layers.map((layer) => all.get(layer));
}

function shapeAt(name: KerasNetworkName, layer: string): readonly number[] | undefined {
  return layersInOrder(buildNetwork(name).last).find((one) => one.name === layer)?.output;
}

describe("parameters are the published ones", () => {
  test("VGG-Face, layer by layer: 145,002,878 up to the last layer", () => {
    const layers = layersWithWeights(buildNetwork("vgg-face").last);
    expect(layers.map(({ parameters }) => parameters)).toEqual([
      ...[1_792, 36_928, 73_856, 147_584, 295_168, 590_080, 590_080, 1_180_160],
      ...[2_359_808, 2_359_808, 2_359_808, 2_359_808, 2_359_808],
      ...[102_764_544, 16_781_312, 10_742_334],
    ]);
    expect(total("vgg-face")).toBe(145_002_878);
  });

  // "Face Recognition with Facebook DeepFace in Keras" (S. I. Serengil, 2020) lists these three beside VGG-Face.
  test.each([
    ["facenet-128", 22_808_144],
    ["openface", 3_743_280],
    ["deepface", 137_774_071],
  ] as const)("%s: %i", (name, parameters) => {
    expect(total(name)).toBe(parameters);
  });

  test("Facenet of 512 numbers differs from that of 128 in the last two layers only", () => {
    expect(total("facenet-512") - total("facenet-128")).toBe((1792 + 3) * (512 - 128));
  });

  test("DeepFace's local layers hold half of its parameters", () => {
    expect(parametersOf("deepface", "C1", "C3", "L4", "L5", "L6", "F7", "F8")).toEqual([
      ...[11_648, 41_488, 62_774_800, 7_850_000, 2_829_456, 28_905_472, 35_361_207],
    ]);
  });

  test("DeepID", () => {
    expect(parametersOf("deepid", "Conv1", "Conv2", "Conv3", "Conv4", "fc11", "fc12")).toEqual([
      ...[980, 7_240, 21_660, 19_280, 192_160, 153_760],
    ]);
  });
});

describe("shapes on the way", () => {
  test.each([
    ["vgg-face", "conv5_3 maxima", [7, 7, 512]],
    ["vgg-face", "fc6", [1, 1, 4096]],
    ["facenet-128", "Mixed_6a", [8, 8, 896]],
    ["facenet-128", "Mixed_7a", [3, 3, 1792]],
    ["openface", "inception_3a", [12, 12, 256]],
    ["openface", "inception_3c", [6, 6, 640]],
    ["openface", "inception_5b", [3, 3, 736]],
    ["deepface", "L4", [55, 55, 16]],
    ["deepface", "L6", [21, 21, 16]],
    ["deepid", "Conv4", [4, 3, 80]],
    ["arcface", "conv5_block3_add", [7, 7, 512]],
  ] as const)("%s: %s gives %j", (name, layer, shape) => {
    expect(shapeAt(name, layer)).toEqual(shape);
  });
});

test.each(kerasNetworkName.options)("%s: no two layers with weights have one name", (name) => {
  const names = layersWithWeights(buildNetwork(name).last).map((layer) => layer.name);
  expect(new Set(names).size).toBe(names.length);
});

test("every network of the list of models gives the descriptor that the list promises, from its picture", () => {
  for (const { id, network, dimensions, input } of readBuiltInManifest().networks) {
    const { last, descriptors } = buildNetwork(network);
    expect([id, descriptors[dimensions]?.output.at(-1)]).toEqual([id, dimensions]);
    const picture = layersInOrder(last)[0]?.output;
    expect([id, picture]).toEqual([id, [input.height, input.width, 3]]);
  }
});
