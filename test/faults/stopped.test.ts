import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openDataset } from "../../mod.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

// A run that is told to stop, as Ctrl-C does it: what is done becomes a dataset.

const folder = temporaryFolder();
const program = fileURLToPath(new URL("./fixtures/values_flow.ts", import.meta.url));
const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
const COUNT = 30;

/** Starts a run whose items take `pause` milliseconds each. */
function start(out: string, pause: number, isolation = "process"): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", "--config", config, program],
      ...[out, `${COUNT}`, isolation, `${pause}`],
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

const flowFile = (out: string) => `${out}/flows/values/values.flow`;
const readFlow = (out: string) => JSON.parse(Deno.readTextFileSync(flowFile(out)));

/** Runs until some items are encoded, then sends an interrupt. */
async function stopHalfway(out: string, pause: number, isolation: string) {
  const child = start(out, pause, isolation);
  while (encoded(out) < 5) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGINT");
  const { code, stderr } = await child.output();
  return { code, err: new TextDecoder().decode(stderr) };
}

const encoded = (out: string) => dataFiles(out).length;

function dataFiles(out: string): Deno.FileInfo[] {
  const folder = `${out}/flows/values/encoded`;
  try {
    return [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".data"))
      .map(({ name }) => Deno.statSync(`${folder}/${name}`));
  } catch {
    return []; // not yet there, or just replaced
  }
}

test.skipIf(Deno.build.os !== "linux").for(["process", "thread"])(
  "leaves a dataset of what is done, and the next run goes on there (%s)",
  async (isolation) => {
    const out = folder();
    const { code, err } = await stopHalfway(out, 200, isolation);
    expect(code).toBe(1); // the program's own
    expect(err).toMatch(/RunCancelled: The run of 'values' was stopped: \d+ items are done/);
    const part = readFlow(out);
    expect(part.state).toBe("cancelled");
    expect(part.sample_count).toBe(part.file_count);
    expect(part.file_count).toBeGreaterThanOrEqual(5);
    expect(part.file_count).toBeLessThan(COUNT);
    using dataset = await openDataset(flowFile(out));
    expect(dataset.sampleCount).toBe(part.file_count);

    const { success, stdout } = await start(out, 200, isolation).output();
    expect(success).toBe(true);
    const summary = JSON.parse(new TextDecoder().decode(stdout));
    expect(summary).toMatchObject({ state: "completed", file_count: COUNT, error_count: 0 });
    expect(summary.reused_count).toBe(part.file_count);
  },
);

test.skipIf(Deno.build.os !== "linux")("keeps a whole dataset of an earlier run", async () => {
  const out = folder();
  expect((await start(out, 0).output()).success).toBe(true);
  const before = readFlow(out);
  // Another pause is another parameter: everything is done again.
  const child = start(out, 150);
  const journal = `${out}/flows/values/error_summary.json`;
  const { mtime } = Deno.statSync(journal);
  const again = () => dataFiles(out).filter((file) => Number(file.mtime) > Number(mtime)).length;
  while (again() < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGINT");
  const { stderr } = await child.output();
  expect(Deno.statSync(journal).mtime).not.toEqual(mtime);
  expect(new TextDecoder().decode(stderr)).toContain("The dataset of an earlier run stays");
  expect(readFlow(out)).toEqual(before);
  using dataset = await openDataset(flowFile(out));
  expect(dataset.sampleCount).toBe(COUNT);
});
