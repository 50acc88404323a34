import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { csvDocument, csvRow } from "../../app/transfer/export-csv.ts";
import {
  FileThereError,
  TransferError,
  TransferFileError,
  TransferNewerError,
} from "../../app/transfer/errors.ts";
import { keepUpload } from "../../app/transfer/kept-files.ts";
import { readTransfer } from "../../app/transfer/read-transfer.ts";
import { writeFileWhole } from "../../app/transfer/write-file.ts";
import { assign, group, peopleFixture, person } from "../support/people.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exportedText } from "./carry.ts";

test("cells with commas, quotes and line breaks are quoted; what looks like a formula is text", () => {
  expect(csvRow(["Ann", 'the "boss"', "a,b", "two\nlines", 0.5, -1])).toBe(
    'Ann,"the ""boss""","a,b","two\nlines",0.5,-1\r\n',
  );
  expect(csvRow(["=1+1", "+1", "-1", "@a", "\tx", '=HYPERLINK("x")'])).toBe(
    `'=1+1,'+1,'-1,'@a,'\tx,"'=HYPERLINK(""x"")"\r\n`,
  );
});

test("a table has a row for each face, with who it is and how sure that is", () => {
  const { db } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  const { faceIds } = group(db, 2, 3);
  assign(db, faceIds[0] ?? 0, personId, "suggested");
  const [heading, ...rows] = [...csvDocument(db, { withMark: false })].join("").trimEnd().split("\r\n");
  expect(heading).toBe("person,state,probability,photo,taken,x,y,width,height,person id,photo sha-256");
  expect(rows.map((row) => row.split(",").slice(0, 9).join(","))).toEqual([
    "Anna,confirmed,,/photos/1.jpg,2001-06-01T12:00:00,0,0,0.025,0.0333333",
    "Anna,suggested,0.9,/photos/2.jpg,2002-06-01T12:00:00,0,0,0.025,0.0333333",
    ",unknown,,/photos/3.jpg,2003-06-01T12:00:00,0,0,0.025,0.0333333",
  ]);
});

test("a file is written whole or not at all, and never over another unless asked", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "names.json");
  await writeFileWhole(file, ["one", "two"]);
  await expect(writeFileWhole(file, ["other"])).rejects.toBeInstanceOf(FileThereError);
  expect(readFileSync(file, "utf8")).toBe("onetwo");
  const failing = function* () {
    yield "x".repeat(100_000);
    throw new Error("the catalogue is gone");
  };
  await expect(writeFileWhole(file, failing(), { overwrite: true })).rejects.toThrow("the catalogue is gone");
  expect(readFileSync(file, "utf8")).toBe("onetwo");
  await writeFileWhole(file, ["other"], { overwrite: true });
  expect(readdirSync(folder)).toEqual(["names.json"]);
  await expect(writeFileWhole(join(folder, "not", "there.json"), ["x"])).rejects.toThrow(
    "its folder does not exist",
  );
});

test("a file is read in any layout, with a byte order mark; a damaged, cut or newer one is refused with the place", async () => {
  const { db } = peopleFixture();
  person(db, "Anna", 1, 2);
  const text = exportedText(db);
  const folder = temporaryFolder();
  const write = (content: string) => {
    const file = join(folder, "names.json");
    writeFileSync(file, content);
    return file;
  };
  const plain = await readTransfer(write(text));
  expect(await readTransfer(write(`\uFEFF${JSON.stringify(JSON.parse(text), null, 4)}`))).toEqual(plain);
  const reversed = Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse());
  expect(await readTransfer(write(JSON.stringify(reversed)))).toEqual(plain);
  for (let end = 1; end < text.length - 1; end += 97)
    await expect(readTransfer(write(text.slice(0, end))), text.slice(0, end)).rejects.toBeInstanceOf(
      TransferFileError,
    );
  await expect(readTransfer(write(text.replace('"width":4000', '"width":-4')))).rejects.toThrow(
    "photos[0].width is not as Familiar writes it",
  );
  await expect(readTransfer(write(text.replace('"version":1', '"version":2')))).rejects.toBeInstanceOf(
    TransferNewerError,
  );
  await expect(readTransfer(write(""))).rejects.toThrow("it is empty");
  await expect(readTransfer(write("[".repeat(100_000)))).rejects.toBeInstanceOf(TransferFileError);
  await expect(readTransfer(join(folder, "nothing.json"))).rejects.toThrow("it is not there");
});

test("an upload that is too large leaves nothing behind", async () => {
  const folder = join(temporaryFolder(), "transfer");
  const body = () => new Blob(["x".repeat(1_000)]).stream() as Parameters<typeof keepUpload>[1];
  await expect(keepUpload(folder, body(), 999)).rejects.toBeInstanceOf(TransferError);
  expect(readdirSync(folder)).toEqual([]);
  const first = await keepUpload(folder, body(), 1_000);
  const second = await keepUpload(folder, body());
  expect(readdirSync(folder)).toEqual([`import-${second}.json`]);
  expect(existsSync(join(folder, `import-${first}.json`))).toBe(false);
});
