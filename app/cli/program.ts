import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { exitCodes, reportError, survivePipesThatClose } from "./console.ts";
import { registerDoctorCommand } from "./doctor.ts";
import { registerEvaluateCommand } from "./evaluate.ts";
import { registerFacesCommand } from "./faces.ts";
import { registerFindCommand } from "./find.ts";
import { registerModelsCommand } from "./models.ts";
import { registerPeopleCommand } from "./people.ts";
import { registerScanCommand } from "./scan.ts";
import { registerVerifyCommand } from "./verify.ts";

survivePipesThatClose();

const program = new Command("familiar")
  .description("Finds the people in your photos, on your own computer.")
  .version(packageJson.version)
  .showHelpAfterError("(--help shows what there is)")
  .exitOverride();

registerScanCommand(program);
registerPeopleCommand(program);
registerFacesCommand(program);
registerFindCommand(program);
registerVerifyCommand(program);
registerEvaluateCommand(program);
registerModelsCommand(program);
registerDoctorCommand(program);

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
