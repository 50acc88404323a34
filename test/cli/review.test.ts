import { describe, expect, test } from "vitest";
import { confirmedFacesOf, facesOfGroup } from "../../app/db/decided-faces.ts";
import { facesRejectedFor } from "../../app/db/rejections.ts";
import { createJsonReviewer, reviewLineSchema } from "../../app/cli/review-json.ts";
import { createKeyboardReviewer } from "../../app/cli/review-keyboard.ts";
import { createLineReviewer } from "../../app/cli/review-lines.ts";
import { runReview } from "../../app/cli/review-session.ts";
import { between, looks, reviewLibrary, similarityFor, times } from "../review/review-library.ts";

/** Anna and Ben, and single faces that may be theirs. */
function maybeBoth() {
  const library = reviewLibrary();
  const anna = library.person("Anna", ...times(6, looks(1)));
  const ben = library.person("Ben", ...times(6, looks(2)));
  const likely = similarityFor(0.8, "face", { faces: 6, size: 1 });
  const annas = library.group(between(1, likely + 0.02, 3));
  const bens = library.group(between(2, likely, 4));
  return { library, anna, ben, annas, bens };
}

/** Lines that are typed one after the other, and all that is written. */
function typing(...lines: readonly string[]) {
  const written: string[] = [];
  const left = [...lines];
  return {
    written,
    terminal: {
      nextLine: () => Promise.resolve(left.shift() ?? null),
      write: (text: string) => void written.push(text),
    },
  };
}

const noPictures = () => Promise.resolve(null);

describe("the review in a terminal", () => {
  test("names the person at each face, and takes all but some", async () => {
    const { library, anna, ben, bens } = maybeBoth();
    const { terminal, written } = typing("but 2", "q");
    await runReview(await library.review(), createLineReviewer(library.db, terminal, noPictures));
    const text = written.join("");
    expect(text).toContain("Are these right? 2 faces");
    expect(text).toMatch(/ 1 +Anna\? +\/photos\/\d+\.jpg/);
    expect(text).toMatch(/ 2 +Ben\? +\/photos\/\d+\.jpg/);
    expect(text).toContain("y, n or but 2 3 (? for help):");
    expect(text).toContain("Confirmed 1 face of Anna and said that 1 face is not Ben.");
    expect(confirmedFacesOf(library.db, anna.personId)).toHaveLength(7);
    expect(facesRejectedFor(library.db, ben.personId)).toEqual(bens.faceIds);
  });

  test("refuses a name for faces of several people, and asks again", async () => {
    const { library } = maybeBoth();
    const { terminal, written } = typing("Carl", "y", "q");
    await runReview(await library.review(), createLineReviewer(library.db, terminal, noPictures));
    expect(written.join("")).toContain("That is no answer to this question.");
    expect(written.join("")).toContain("Confirmed 2 faces of Anna and Ben.");
  });

  test("by single keys: o takes only some; a capital letter begins no name", async () => {
    const { library, anna, ben } = maybeBoth();
    const pressed = ["C", "o", "2", "\r", "q"];
    const keys = {
      next: () => {
        const typed = pressed.shift();
        return Promise.resolve(
          typed === undefined ? null : { typed, key: { name: typed === "\r" ? "return" : typed } },
        );
      },
    };
    const written: string[] = [];
    const terminal = { keys, write: (text: string) => void written.push(text) };
    const reviewer = createKeyboardReviewer(library.db, {
      ...terminal,
      picturesOf: () => Promise.resolve([]),
    });
    await runReview(await library.review(), reviewer);
    expect(written.join("")).toContain("y all right, n none, b all but some, o only some");
    expect(confirmedFacesOf(library.db, anna.personId)).toHaveLength(6);
    expect(confirmedFacesOf(library.db, ben.personId)).toHaveLength(7);
  });

  test("as JSON: each part has its person", async () => {
    const { library, anna, ben, annas, bens } = maybeBoth();
    const { terminal, written } = typing('{"answer":"yes"}', '{"answer":"quit"}');
    await runReview(await library.review(), createJsonReviewer(terminal, noPictures));
    const [question, answered] = written.map((line) => reviewLineSchema.parse(JSON.parse(line)));
    expect(question).toMatchObject({
      ...{ kind: "matches", text: "Are these right? 2 faces", person: null },
      parts: [
        { personId: anna.personId, faceIds: annas.faceIds },
        { personId: ben.personId, faceIds: bens.faceIds },
      ],
    });
    expect(answered).toMatchObject({ type: "answered", summary: "confirmed 2 faces of Anna and Ben" });
  });

  test("shows what would be named along with a group, with numbers to leave it out", async () => {
    const library = reviewLibrary();
    const likely = similarityFor(0.7, "group", { faces: 6, size: 4 });
    library.group(...times(6, looks(1)));
    const four = library.group(...times(4, between(1, likely, 2)));
    const { terminal, written } = typing("Anna but 7", "q");
    await runReview(await library.review(), createLineReviewer(library.db, terminal, noPictures));
    expect(written.join("")).toContain("Probably the same person; leave out who is not:");
    expect(written.join("")).toContain("and 3 faces with it");
    expect(written.join("")).toContain("Named 6 faces Anna, except 4 faces.");
    expect(facesOfGroup(library.db, four.groupId)).toEqual(four.faceIds);
  });
});
