// Draws resources/icons from renderer/public/icon.svg. Run it when that changes: node app/install/write-icons.mjs
import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import sharp from "sharp";

const root = new URL("../../", import.meta.url);
const icon = readFileSync(new URL("renderer/public/icon.svg", root), "utf8");
const folder = new URL("resources/icons/", root);
mkdirSync(new URL("tray/", folder), { recursive: true });

/** @param {string} svg @param {number} side in pixels */
async function draw(svg, side) {
  return await sharp(Buffer.from(svg), { density: (72 * side) / 64 })
    .resize(side, side)
    .png({ compressionLevel: 9, effort: 10 })
    .toBuffer();
}

/** macOS leaves a margin around an icon: 824 of 1024 points (Apple's icon grid). */
const macIcon = icon.replace('viewBox="0 0 64 64"', 'viewBox="-7.767 -7.767 79.534 79.534"');

/** The face alone, black: macOS colours a template itself. */
const template = icon
  .replace(/<rect[^>]*\/>/, "")
  .replace('viewBox="0 0 64 64"', 'viewBox="10 10 44 44"')
  .replaceAll("#fff", "#000")
  .replace('stroke-opacity=".75"', "");

/**
 * An .ico file of PNGs (Windows Vista and newer).
 * @param {{ side: number, png: Buffer }[]} images
 */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [place, { side, png }] of images.entries()) {
    const at = 6 + 16 * place;
    // 0 stands for 256.
    header.writeUInt8(side % 256, at);
    header.writeUInt8(side % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/**
 * An .icns file: a type of four letters, a length and a PNG for each size.
 * @param {{ type: string, png: Buffer }[]} images
 */
function icns(images) {
  const parts = images.flatMap(({ type, png }) => [chunk(type, png.length + 8), png]);
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([chunk("icns", length), ...parts]);
}

/** @param {string} type @param {number} length */
function chunk(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32BE(length, 4);
  return head;
}

/** @param {string} name @param {Buffer} bytes */
const write = (name, bytes) => {
  writeFileSync(new URL(name, folder), bytes);
  console.log(`${name}: ${Math.ceil(bytes.length / 1024)} KiB`);
};

for (const side of [16, 24, 32, 48, 64, 128, 256, 512]) write(`${side}x${side}.png`, await draw(icon, side));

const icoSides = [16, 24, 32, 48, 64, 256];
write(
  "icon.ico",
  ico(await Promise.all(icoSides.map(async (side) => ({ side, png: await draw(icon, side) })))),
);

// The types of Apple's icon files that hold PNGs; those at double density have the same pixels under another name.
const icnsTypes = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 };
write(
  "icon.icns",
  icns(
    await Promise.all(
      Object.entries(icnsTypes).map(async ([type, side]) => ({ type, png: await draw(macIcon, side) })),
    ),
  ),
);

write("tray/trayTemplate.png", await draw(template, 16));
write("tray/trayTemplate@2x.png", await draw(template, 32));
