import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { registerAlbumCommand } from "./album.ts";
import { commonOptionsLast } from "./common-options-last.ts";
import { exitCodes, reportError, survivePipesThatClose } from "./console.ts";
import { registerDoctorCommand } from "./doctor.ts";
import { registerEvaluateCommand } from "./evaluate.ts";
import { registerExportCommand } from "./export.ts";
import { registerFaceCommand } from "./face.ts";
import { registerFacesCommand } from "./faces.ts";
import { registerFindCommand } from "./find.ts";
import { registerHistoryCommand } from "./history.ts";
import { registerIgnoreCommand } from "./ignore.ts";
import { registerImportCommand } from "./import.ts";
import { registerMergeCommand } from "./merge.ts";
import { registerMetadataCommand } from "./metadata.ts";
import { registerModelsCommand } from "./models.ts";
import { registerMoveCommand } from "./move.ts";
import { registerNameCommand } from "./name.ts";
import { registerPeopleCommand } from "./people.ts";
import { registerPersonCommand } from "./person.ts";
import { registerRedoCommand } from "./redo.ts";
import { registerRepairCommand } from "./repair.ts";
import { registerReviewCommand } from "./review.ts";
import { registerScanCommand } from "./scan.ts";
import { registerSearchCommand } from "./search.ts";
import { registerServeCommand } from "./serve.ts";
import { registerSplitCommand } from "./split.ts";
import { registerUndoCommand } from "./undo.ts";
import { registerUnignoreCommand } from "./unignore.ts";
import { registerVerifyCommand } from "./verify.ts";

survivePipesThatClose();

const program = new Command("familiar")
  .description("Finds the people in your photos, on your own computer.")
  .version(packageJson.version)
  .showHelpAfterError("(--help shows what there is)")
  .configureHelp({ visibleOptions: commonOptionsLast })
  .exitOverride();

program.commandsGroup("Photos and who is in them:");
registerScanCommand(program);
registerPeopleCommand(program);
registerFacesCommand(program);
registerSearchCommand(program);
registerAlbumCommand(program);

program.commandsGroup("Saying who is who:");
registerReviewCommand(program);
registerNameCommand(program);
registerMergeCommand(program);
registerSplitCommand(program);
registerMoveCommand(program);
registerIgnoreCommand(program);
registerUnignoreCommand(program);
registerPersonCommand(program);
registerFaceCommand(program);
registerMetadataCommand(program);

program.commandsGroup("Taking back, and bringing back:");
registerUndoCommand(program);
registerRedoCommand(program);
registerHistoryCommand(program);
registerRepairCommand(program);

program.commandsGroup("Taking your names elsewhere:");
registerExportCommand(program);
registerImportCommand(program);

program.commandsGroup("Comparing faces:");
registerFindCommand(program);
registerVerifyCommand(program);
registerEvaluateCommand(program);

program.commandsGroup("Familiar itself:");
registerServeCommand(program);
registerModelsCommand(program);
registerDoctorCommand(program);
program.helpCommand(true);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version come as errors too, with 0; every other one is wrong usage.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  } else {
    reportError(error);
  }
}
