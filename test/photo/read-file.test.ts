import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { maximumFileBytes, readPhotoFile, readUnchanging, type OpenFile } from "../../app/photo/read-file.ts";
import { writeInto } from "../support/photos.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const isWindows = process.platform === "win32";
const notAFile = {
  code: "not-a-photo",
  reason: "This is not an ordinary file (it is a folder, pipe, socket or device).",
};

describe("readPhotoFile", () => {
  it("gives content, hash, size and time", async () => {
    const path = writeInto(temporaryFolder(), "ä 😀.jpg", "abc");
    utimesSync(path, 1_500_000_000, 1_500_000_000.5);

    const file = await readPhotoFile(path);

    expect(file.bytes.toString()).toBe("abc");
    // FIPS 180-2, appendix B.1.
    expect(file.hash.toString("hex")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect([file.sizeBytes, file.modifiedAtMs]).toEqual([3, 1_500_000_000_500]);
  });

  it("follows a link to a file", async () => {
    const folder = temporaryFolder();
    symlinkSync(writeInto(folder, "a.jpg", "abc"), join(folder, "link.jpg"));

    expect((await readPhotoFile(join(folder, "link.jpg"))).sizeBytes).toBe(3);
  });

  it("refuses an empty file", async () => {
    await expect(readPhotoFile(writeInto(temporaryFolder(), "a.jpg", ""))).rejects.toMatchObject({
      code: "empty",
      reason: "The file is empty (0 bytes).",
    });
  });

  it("refuses a file over the limit without reading it", async () => {
    const path = writeInto(temporaryFolder(), "a.tif", "");
    truncateSync(path, maximumFileBytes + 1024 * 1024);

    await expect(readPhotoFile(path)).rejects.toMatchObject({
      code: "too-large",
      reason: "The file has 513 MB; Familiar reads photos up to 512 MB.",
    });
  });

  it("reports a file that has vanished, and a link to nothing", async () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, "gone.jpg"), join(folder, "link.jpg"));

    await expect(readPhotoFile(join(folder, "gone.jpg"))).rejects.toMatchObject({ code: "vanished" });
    await expect(readPhotoFile(join(folder, "link.jpg"))).rejects.toMatchObject({ code: "vanished" });
  });

  it.skipIf(isWindows)("refuses a folder named like a photo", async () => {
    const path = join(temporaryFolder(), "holiday.jpg");
    mkdirSync(path);

    await expect(readPhotoFile(path)).rejects.toMatchObject(notAFile);
  });

  it.skipIf(isWindows)("does not wait for a writer on a pipe", async () => {
    const path = join(temporaryFolder(), "pipe.jpg");
    execFileSync("mkfifo", [path]);

    await expect(readPhotoFile(path)).rejects.toMatchObject(notAFile);
  });

  it.skipIf(isWindows)("refuses a socket", async () => {
    const path = join(temporaryFolder(), "socket.jpg");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    try {
      await expect(readPhotoFile(path)).rejects.toMatchObject(notAFile);
    } finally {
      server.close();
    }
  });

  it.skipIf(isWindows)("reports a file it may not read", async () => {
    const path = writeInto(temporaryFolder(), "secret.jpg", "abc");
    chmodSync(path, 0);

    // The superuser may read everything: step down to "nobody" for the attempt.
    const isSuperuser = process.geteuid?.() === 0;
    if (isSuperuser) process.seteuid?.(65_534);
    try {
      await expect(readPhotoFile(path)).rejects.toMatchObject({
        code: "no-permission",
        reason: "Familiar is not allowed to read this file. Give your user account permission to read it.",
      });
    } finally {
      if (isSuperuser) process.seteuid?.(0);
    }
  });
});

describe("readUnchanging", () => {
  const changed = {
    code: "unreadable",
    reason: "The file changed while it was being read. It will be looked at again at the next scan.",
  };

  /** Reads `path` with `meanwhile` happening just before the first byte is read. */
  async function readWhile(path: string, meanwhile: () => void): Promise<string> {
    await using handle = await open(path);
    let isFirst = true;
    const interrupted: OpenFile = {
      stat: () => handle.stat(),
      read: (buffer, offset, length, position) => {
        if (isFirst) meanwhile();
        isFirst = false;
        return handle.read(buffer, offset, length, position);
      },
    };
    return (await readUnchanging(interrupted)).bytes.toString();
  }

  it("reports a file that grows, shrinks or is written to meanwhile", async () => {
    const folder = temporaryFolder();
    const path = writeInto(folder, "a.jpg", "abcdef");

    await expect(
      readWhile(path, () => {
        appendFileSync(path, "g");
      }),
    ).rejects.toMatchObject(changed);
    await expect(
      readWhile(path, () => {
        truncateSync(path, 2);
      }),
    ).rejects.toMatchObject(changed);
    await expect(
      readWhile(path, () => {
        utimesSync(path, 1, statSync(path).mtimeMs / 1000 + 10);
      }),
    ).rejects.toMatchObject(changed);
  });

  it("goes on when a read returns less than asked for", async () => {
    const path = writeInto(temporaryFolder(), "a.jpg", "abcdef");
    await using handle = await open(path);

    const file = await readUnchanging({
      stat: () => handle.stat(),
      read: (buffer, offset, length, position) => handle.read(buffer, offset, Math.min(length, 4), position),
    });

    expect(file.bytes.toString()).toBe("abcdef");
  });
});
