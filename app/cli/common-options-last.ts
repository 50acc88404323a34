import { Help, type Command, type Option } from "commander";

const commonFlags = new Set(["--library", "--json", "--help"]);

/** The options in the help of a command: its own first, then those that every command has. */
export function commonOptionsLast(command: Command): Option[] {
  const options = new Help().visibleOptions(command);
  const isCommon = ({ long }: Option) => commonFlags.has(long ?? "");
  return [...options.filter((option) => !isCommon(option)), ...options.filter(isCommon)];
}
