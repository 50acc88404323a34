#!/usr/bin/env node
import { keepCompiledCode } from "./keep-compiled-code.ts";

keepCompiledCode();

// Imported only now: what is imported at the top of a file is loaded before its first line runs.
await import("./program.ts");
