import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { listPeople } from "../../app/db/people.ts";
import { similarityFor } from "../review/review-library.ts";
import { libraryToReview, looksOf, type GroupToReview } from "../support/library-to-review.ts";
import type { ServedLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

const person = (name: string | null, number: number, ...photos: number[]): GroupToReview => ({
  name,
  faces: photos.map((photo) => ({ photo, vector: looksOf(number) })),
});

/** A face of nobody that is a person with this probability; `odd` is what is else in it. */
function maybe(number: number, probability: number, photo: number, odd: number): GroupToReview {
  const similarity = similarityFor(probability, "face", { faces: 2, size: 1 });
  return { name: null, faces: [{ photo, vector: looksOf(number, similarity, odd) }] };
}

/** Anna and Ben, and faces that may be theirs: two of Anna and one of Ben. */
const facesOfTwo: readonly GroupToReview[] = [
  person("Anna", 1, 1, 2),
  person("Ben", 2, 1, 2),
  maybe(1, 0.85, 3, 10),
  maybe(2, 0.8, 3, 11),
  maybe(1, 0.75, 4, 12),
];

async function openQuestions(
  groups: readonly GroupToReview[],
  colorScheme: "light" | "dark" = "light",
): ReturnType<typeof openWindow> {
  const libraryFolder = await libraryToReview(groups);
  return await openWindow({ libraryFolder, address: "/review", colorScheme });
}

function names({ server }: ServedLibrary): string[] {
  return listPeople(server.context.library.db).map(({ name, faces }) => `${name} ${faces}`);
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

describe.skipIf(!hasBrowser)("the question whether faces of several people are right", () => {
  it("shows each face with its person, and one key confirms them all", async () => {
    const window = await openQuestions(facesOfTwo);
    const { page } = window;
    await heading(page, "Are these right?");
    expect(await page.getByRole("checkbox", { name: "Is this Anna?" }).count()).toBe(2);
    expect(await page.getByRole("checkbox", { name: "Is this Ben?" }).count()).toBe(1);

    await page.keyboard.press("y");

    await page.getByText("Confirmed 3 faces of Anna and Ben").waitFor();
    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual(["Anna 4", "Ben 3"]);
  });

  it("leaves out what is marked with the keyboard, and takes all of it back with one Ctrl+Z", async () => {
    const window = await openQuestions(facesOfTwo);
    const { page } = window;
    await heading(page, "Are these right?");
    // The faces have the keyboard; the second is Ben's.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: /^Is this Ben\?.*not this person/ }).waitFor();

    await page.keyboard.press("y");

    await page.getByText("Confirmed 2 faces of Anna and said that 1 face is not Ben").waitFor();
    await heading(page, "Now come single faces");
    expect(names(window)).toEqual(["Anna 4", "Ben 2"]);
    await page.keyboard.press("Control+z");
    await heading(page, "Are these right?");
    expect(names(window)).toEqual(["Anna 2", "Ben 2"]);
  });

  it("marks all at once, for when most are wrong", async () => {
    const window = await openQuestions(facesOfTwo);
    const { page } = window;
    await heading(page, "Are these right?");
    await page.keyboard.press("a");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Yes, but not the 2 marked" }).click();

    await page.getByText(/^Confirmed 1 face of Anna and said that 2 faces are not/).waitFor();
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds wrong (%s)", async (colorScheme) => {
    const { page } = await openQuestions(facesOfTwo, colorScheme);
    await heading(page, "Are these right?");

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)("the question which faces are a person", () => {
  /** Anna, a group and a face that may be her. */
  const similarity = similarityFor(0.95, "group", { faces: 2, size: 2 });
  const facesOfAnna: readonly GroupToReview[] = [
    person("Anna", 1, 1, 2),
    { name: null, faces: [3, 4].map((photo) => ({ photo, vector: looksOf(1, similarity, 10) })) },
    maybe(1, 0.6, 5, 11),
  ];

  async function askedAboutAnna() {
    const window = await openQuestions(facesOfAnna);
    const { page } = window;
    // Who the group is would settle more; skipped, what is asked is whether all of them are Anna.
    await heading(page, "Who is this?");
    await page.keyboard.press("PageDown");
    await heading(page, "Are these 3 faces Anna?");
    return window;
  }

  it("leaves a group out with one mark, and confirms the others", async () => {
    const window = await askedAboutAnna();
    const { page } = window;
    await page.getByRole("checkbox", { name: /^Include these 2 faces/ }).focus();
    await page.keyboard.press("Space");

    await page.getByRole("button", { name: "Yes, but not the 2 marked" }).focus();
    await page.keyboard.press("Enter");

    await page.getByText("Confirmed 1 face of Anna and said that 2 faces are not Anna").waitFor();
    expect(names(window)).toEqual(["Anna 3"]);
  });

  it("no: they are asked about by themselves, and not as Anna again", async () => {
    const window = await askedAboutAnna();
    const { page } = window;
    await page.keyboard.press("n");

    await page.getByText("Said that 3 faces are not Anna").waitFor();
    // The group that was skipped, if the window had it ready when the answer was given; else the face, which was not.
    await page.getByRole("heading", { name: /^(Who is this\?|Now come single faces)$/, level: 1 }).waitFor();
    expect(await page.getByRole("heading", { name: /Anna/ }).count()).toBe(0);
    expect(names(window)).toEqual(["Anna 2"]);
  });
});

describe.skipIf(!hasBrowser)("the question whether two people are one", () => {
  const similarity = similarityFor(0.9, "group", { faces: 3, size: 2 });
  const annaAndAnn: readonly GroupToReview[] = [
    person("Anna", 1, 1, 2, 3),
    { name: "Ann", faces: [4, 5].map((photo) => ({ photo, vector: looksOf(1, similarity, 10) })) },
  ];

  it("yes makes them one, and Ctrl+Z two again", async () => {
    const window = await openQuestions(annaAndAnn);
    const { page } = window;
    await heading(page, "Are Anna and Ann one person?");
    await page.getByRole("heading", { name: "Anna, 3 faces" }).waitFor();
    await page.getByRole("heading", { name: "Ann, 2 faces" }).waitFor();

    await page.keyboard.press("y");

    await page.getByText("Merged Ann (2 photos) into Anna").waitFor();
    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual(["Anna 5"]);
    await page.keyboard.press("Control+z");
    await heading(page, "Are Anna and Ann one person?");
    expect(names(window).toSorted()).toEqual(["Ann 2", "Anna 3"]);
  });

  it("no is for ever", async () => {
    const window = await openQuestions(annaAndAnn);
    const { page } = window;
    await heading(page, "Are Anna and Ann one person?");
    await page.keyboard.press("n");
    await heading(page, "Nothing is left to ask");

    await page.reload();

    await heading(page, "Nothing is left to ask");
    expect(names(window).toSorted()).toEqual(["Ann 2", "Anna 3"]);
  });
});

describe.skipIf(!hasBrowser)("the question whether a person is two", () => {
  const mixed: readonly GroupToReview[] = [
    {
      name: "Anna",
      faces: [1, 2, 3, 4, 5, 6].map((photo) => ({ photo, vector: looksOf(photo < 5 ? 1 : 2) })),
    },
  ];

  it("names the second one by keyboard", async () => {
    const window = await openQuestions(mixed);
    const { page } = window;
    await heading(page, "Is somebody else among the faces of Anna?");
    await page.getByRole("heading", { name: "These 4 faces" }).waitFor();
    await page.getByRole("heading", { name: "And these 2 faces" }).waitFor();

    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Bea");
    await page.keyboard.press("Enter");

    await page.getByText("Moved 2 faces from Anna to Bea").waitFor();
    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual(["Anna 4", "Bea 2"]);
  });

  it("one person: they stay together, and are not asked about again", async () => {
    const window = await openQuestions(mixed);
    const { page } = window;
    await heading(page, "Is somebody else among the faces of Anna?");
    await page.keyboard.press("n");

    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual(["Anna 6"]);
  });
});
