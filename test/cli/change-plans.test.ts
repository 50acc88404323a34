import { describe, expect, test } from "vitest";
import { adviceFor } from "../../app/cli/action-advice.ts";
import { changeText } from "../../app/cli/change-library.ts";
import { boxOption } from "../../app/cli/face.ts";
import { groupOption } from "../../app/cli/faces.ts";
import { planIgnore } from "../../app/cli/ignore.ts";
import { planMerge } from "../../app/cli/merge.ts";
import { planPersonChange } from "../../app/cli/person-changes.ts";
import type { Reference } from "../../app/cli/references.ts";
import { UsageError } from "../../app/cli/usage-error.ts";
import { EmptyNameError, FaceThereAlreadyError, TwiceInPhotoError } from "../../app/people/errors.ts";
import { errorOf } from "../support/error-of.ts";

const person = (id: number): Reference => ({ kind: "person", id });
const group = (id: number): Reference => ({ kind: "group", id });

describe("merging", () => {
  test("people, groups, and groups into a person", () => {
    expect(planMerge([person(1), person(2), person(3)])).toEqual({
      kind: "people",
      intoId: 1,
      fromIds: [2, 3],
      groupIds: [],
    });
    expect(planMerge([person(1), person(2), group(5)])).toMatchObject({ fromIds: [2], groupIds: [5] });
    expect(planMerge([group(5), group(4)])).toEqual({ kind: "groups", groupIds: [5, 4] });
    expect(planMerge([person(1), group(4), group(5)])).toEqual({
      kind: "groups-into-person",
      personId: 1,
      groupIds: [4, 5],
    });
  });

  test.each([
    [[person(1)], "Give at least two who are to become one."],
    [[group(5), person(1)], "Put the person first: familiar merge person:1 group:5"],
  ])("%j cannot", (references, message) => {
    const error = errorOf(() => planMerge(references));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message });
  });
});

describe("ignoring", () => {
  test("groups and faces, the others in a photo, small faces of a folder", () => {
    expect(planIgnore(["group:1", "face:2"], {})).toEqual({
      kind: "targets",
      targets: ["group:1", "face:2"],
    });
    expect(planIgnore([], { othersIn: "a.jpg", except: "7,8" })).toEqual({
      kind: "others",
      photo: "a.jpg",
      except: ["7,8"],
    });
    expect(planIgnore([], { smallerThan: 40, in: "x" })).toEqual({ kind: "small", sizePx: 40, folder: "x" });
  });

  test.each([
    [[], {}, "Say what to ignore: group:14, face:7, --others-in or --smaller-than."],
    [["face:1"], { othersIn: "a.jpg" }, "Give either groups and faces, or --others-in, or --smaller-than."],
    [["face:1"], { except: "2" }, "--except goes with --others-in."],
    [[], { smallerThan: 40 }, "--smaller-than and --in go together: --smaller-than 40 --in FOLDER"],
    [["face:1"], { in: "x" }, "--smaller-than and --in go together: --smaller-than 40 --in FOLDER"],
  ])("%j %j cannot", (targets, options, message) => {
    const error = errorOf(() => planIgnore(targets, options));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message });
  });
});

describe("changing a person", () => {
  test.each([
    [{}, null],
    [{ rename: "Anna" }, { kind: "rename", name: "Anna", allowSameName: false }],
    [
      { rename: "Anna", new: true },
      { kind: "rename", name: "Anna", allowSameName: true },
    ],
    [{ birthDate: "2019-05-31" }, { kind: "birth-date", birthDate: "2019-05-31" }],
    [{ birthDate: "none" }, { kind: "birth-date", birthDate: null }],
    [{ cover: "face:7" }, { kind: "cover", face: "face:7" }],
    [{ cover: "none" }, { kind: "cover", face: null }],
    [{ pin: true }, { kind: "pinned", isSet: true }],
    [{ unhide: true }, { kind: "hidden", isSet: false }],
    [{ public: true }, { kind: "private", isSet: false }],
    [{ in: ["a.jpg", "b.jpg"] }, { kind: "in", photos: ["a.jpg", "b.jpg"], isNew: false }],
    [
      { in: ["a.jpg"], new: true },
      { kind: "in", photos: ["a.jpg"], isNew: true },
    ],
    [{ notIn: ["a.jpg"] }, { kind: "not-in", photos: ["a.jpg"] }],
    [{ differentFrom: "Ann" }, { kind: "different-from", person: "Ann" }],
    [{ delete: true }, { kind: "delete" }],
  ])("%j", (options, change) => {
    expect(planPersonChange(options)).toEqual(change);
  });

  test.each([
    [{ pin: true, unpin: true }, "Change one thing at a time, so that each can be undone."],
    [{ rename: "A", delete: true }, "Change one thing at a time, so that each can be undone."],
    [{ new: true }, "--new goes with --rename or --in."],
    [{ new: true, pin: true }, "--new goes with --rename or --in."],
    [{ rename: " " }, "The new name is missing: --rename NAME"],
  ])("%j cannot", (options, message) => {
    const error = errorOf(() => planPersonChange(options));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message });
  });
});

test("a box is four numbers", () => {
  expect(boxOption("-5,0.5, 30,40")).toEqual({ x: -5, y: 0.5, width: 30, height: 40 });
  for (const wrong of ["1,2,3", "1,2,3,4,5", "a,2,3,4", "1,,3,4", ""]) {
    expect(() => boxOption(wrong)).toThrow(`It takes four numbers, such as 120,80,64,64, not "${wrong}".`);
  }
});

test("a group with and without its word", () => {
  expect([groupOption("14"), groupOption("group:14")]).toEqual([14, 14]);
  expect(() => groupOption("face:14")).toThrow("It takes a whole number");
});

describe("what is said at the end", () => {
  const commandFor = (name: string) => `familiar ${name} --library x`;
  const action = { id: 3, summary: "named 12 faces Anna" };

  test.each([
    [{ assigned: 0, suggested: 0, withdrawn: 2 }, []],
    [{ assigned: 2, suggested: 0, withdrawn: 0 }, ["Familiar added 2 faces by likeness."]],
    [{ assigned: 0, suggested: 1, withdrawn: 0 }, ["1 face to confirm: familiar review --library x"]],
    [null, []],
  ])("%j", (reassigned, lines) => {
    expect(changeText({ action, reassigned }, ["A remark."], commandFor).split("\n")).toEqual([
      "Named 12 faces Anna.",
      "A remark.",
      ...lines,
      "Undo it with: familiar undo --library x",
    ]);
  });

  test("nothing had to be changed", () => {
    const nothing = { action: { id: null, summary: "named 0 faces Anna" }, reassigned: null };
    expect(changeText(nothing, [], commandFor)).toBe("Nothing to change: that is so already.");
  });
});

test("advice after what cannot be done", () => {
  expect(adviceFor(new TwiceInPhotoError({ id: 1, path: null }, [7, 8]))).toBe(
    "To allow it: add --twice (name and merge have it).",
  );
  expect(adviceFor(new FaceThereAlreadyError(9))).toBe("To name it: familiar name face:9 NAME");
  expect(adviceFor(new EmptyNameError())).toBe(null);
});
