/**
 * Faults that end the whole process where workers are its threads: what the next run makes of it.
 */
import { describe, expect, test } from "vitest";
import { runReport } from "../../src/pipeline/outputs/report_run.ts";
import { temporaryFolder } from "../pipeline/helpers.ts";
import { fatalFaults, faultyItems } from "./fault_table.ts";

const itemsWith = await faultyItems();
const program = new URL("./fixtures/flow_program.ts", import.meta.url).href;
const runProgram = (...args: string[]) =>
  new Deno.Command(Deno.execPath(), { args: ["run", "-A", ...args], stderr: "null" }).output();

describe.each(fatalFaults())("$name, isolation $isolation", ({ name, isolation }) => {
  test("ends the process; run again, it costs its item, in a process of its own", async () => {
    const folder = temporaryFolder();
    const run = () =>
      runProgram(
        ...(name === "outOfMemory" ? ["--v8-flags=--max-old-space-size=60"] : []),
        program,
        isolation,
        folder,
        "fault",
        ...itemsWith(name),
      );
    const first = await run();
    expect(first.success).toBe(false);
    expect(first.stdout).toHaveLength(0);
    const again = await run();
    expect(again.success).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(again.stdout))).toEqual({
      errors: ["ProcessCrash"],
      done: 16,
    });
    const [stage] = runReport(`${folder}/flows/program`).stages;
    expect(stage.reasons["in flight when the run ended"]).toBeGreaterThan(0);
    expect(stage.quarantined).toBe(stage.reasons["in flight when the run ended"]);
  });
});

test("a thread that computes for ever lets a program end that asks for it", async () => {
  const { code, stdout } = await runProgram(
    program,
    "thread",
    temporaryFolder(),
    "fault",
    ...itemsWith("loop"),
  );
  expect(code).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(stdout))).toEqual({
    errors: ["FlowTimeoutError"],
    done: 16,
  });
});
