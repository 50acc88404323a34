import path from "node:path";

/** The folder of labelled pictures; without it an accuracy benchmark says so and ends. */
export function dataFolder(): string {
  const folder = process.env["FAMILIAR_DATA"];
  if (folder === undefined) {
    console.log("FAMILIAR_DATA is not set: it names the folder with lfw-dev, wider-dev and the other sets.");
    console.log("Nothing was measured.");
    process.exit(0);
  }
  return path.resolve(folder);
}
