/** The command line as a person calls it. */
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";

/** Calls a command without a terminal: its exit code, and what it printed. */
export async function callCli(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(args, io), out: io.stdout(), err: io.stderr() };
}
