import type { Command } from "commander";
import { openLibraryToRead } from "../library/open-library.ts";
import { changeLibrary } from "./change-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { changePerson, planPersonChange, type PersonOptions } from "./person-changes.ts";
import { readPersonPage, personText } from "./person-page.ts";
import { whereNumbersAre, withExamples } from "./examples.ts";
import { findPerson } from "./references.ts";

/** Registers `familiar person NAME`. */
export function registerPersonCommand(program: Command): void {
  withExamples(
    withChanges(withCommonOptions(program.command("person"))),
    [
      ["person Anna", "everything that is known of her"],
      ["person Anna --birth-date 2019-05-31", "nobody is suggested for photos from before; ages are told"],
      ['person person:12 --rename "Anna Lee"', "a new name of several words needs quotes"],
      ["person Grandpa --in garden.jpg --new", "he is in the photo, seen from behind; he has no face yet"],
      ["person Anna --different-from Ben", "twins: never ask again whether they are one"],
    ],
    whereNumbersAre,
  )
    .description("show what is known of a person, or change one thing of it")
    .argument("<NAME...>", "the name, or person:12")
    .action(async (words: readonly string[], options: CommonOptions & PersonOptions) => {
      const plan = planPersonChange(options);
      const name = words.join(" ");
      if (plan === null) {
        using library = await openLibraryToRead(libraryOf(options));
        const page = readPersonPage(library.db, findPerson(library.db, name));
        printResult(options, page, personText);
        return;
      }
      await changeLibrary(options, "familiar person", (context) => changePerson(context, name, plan));
    });
}

function withChanges(command: Command): Command {
  const repeated = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];
  return command
    .option("--rename <NAME>", "give another name")
    .option(
      "--new",
      "with --rename: somebody else may be called so too; with --in: the person is not in the library yet",
    )
    .option("--birth-date <DATE>", "such as 2019-05-31, or none to forget it")
    .option("--cover <FACE>", "the face to show for the person, or none")
    .option("--pin", "list the person first")
    .option("--unpin", "no longer first")
    .option("--hide", "leave the person out of the list of people")
    .option("--unhide", "list the person again")
    .option("--private", "keep the name out of what is written for others")
    .option("--public", "no longer private")
    .option(
      "--in <PHOTO>",
      "the person is in this photo, without a face to be seen (repeat for more)",
      repeated,
    )
    .option("--not-in <PHOTO>", "take that back (repeat for more)", repeated)
    .option("--different-from <PERSON>", "they look alike and are two people: never suggest otherwise")
    .option("--delete", "forget the person; the faces stay, without a name");
}
