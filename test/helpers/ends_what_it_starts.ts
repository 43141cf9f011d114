/**
 * After each file of tests that starts workers, kernels or programs and shares its process with
 * others: what the file has started is ended, so that the next one begins as if it were the first.
 */
import { afterAll } from "vitest";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { alive, descendants } from "./processes.ts";

// A file that left something behind is told of itself; the next one is not blamed for it.
const before = new Set(descendants(Deno.pid).map(({ pid }) => pid));

afterAll(async () => {
  await closeWorkers(); // flows keep them for the next flow
  const left = alive(descendants(Deno.pid)).filter(({ pid }) => !before.has(pid));
  if (left.length === 0) return;
  const commands = left.map(({ pid }) => Deno.readTextFileSync(`/proc/${pid}/cmdline`));
  throw new Error(
    "A file of tests must end what it has started, as others share its process: " +
      `found ${commands.map((command) => command.replaceAll("\0", " ").trim()).join("; ")}. ` +
      "End it, or name the file in ALONE of vitest.config.ts.",
  );
});
