import { describe, expect, test } from "vitest";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { alive, descendants, type ProcessId } from "../helpers/processes.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

// The command line as users start it: a process with the permissions of the task in deno.json.

const folder = temporaryFolder();
const root = new URL("../../", import.meta.url);
const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root)));
const [, ...flags] = String(tasks.trunnion).split(" ");

function start(...args: string[]): Deno.ChildProcess {
  return startIn({}, ...args);
}

function startIn(env: Record<string, string>, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [...flags, ...args],
    cwd: root,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", ...env },
    detached: true, // it leads a group of its own, as the commands of a terminal do
  }).spawn();
}

/** Presses Ctrl-C: a terminal tells all processes of the group. */
function pressCtrlC(child: Deno.ChildProcess): void {
  Deno.kill(-child.pid, "SIGINT");
}

/** Presses it until the process has ended, as what comes too soon counts as the press before. */
async function pressUntilEnd(child: Deno.ChildProcess): Promise<number> {
  let code: number | null = null;
  void child.status.then((status) => {
    code = status.code;
  });
  while (code === null) {
    try {
      pressCtrlC(child);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error; // else it has just ended
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return code;
}

async function run(...args: string[]) {
  const { code, stdout, stderr } = await start(...args).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

test("the permissions of the task are enough, and all there are", () => {
  expect(flags.filter((flag) => flag.startsWith("-"))).not.toContain("-A");
  expect(flags.at(-1)).toBe("src/cli/main.ts");
});

test("exit codes and streams", async () => {
  const flow = await writeDataset(folder());
  const [inspect, help, usage, failed] = await Promise.all([
    run("inspect", flow, "--json"),
    run("--help"),
    run("encode"),
    run("inspect", "/nowhere/x.flow"),
  ]);
  expect([inspect.code, inspect.err]).toEqual([0, ""]);
  expect(JSON.parse(inspect.out).sampleCount).toBe(5);
  expect([help.code, help.err]).toEqual([0, ""]);
  expect([usage.code, usage.out]).toEqual([2, ""]);
  expect([failed.code, failed.out]).toEqual([1, ""]);
  const [sentence, advice, ...rest] = failed.err.split("\n");
  expect(sentence).toBe(
    "error: Cannot open the dataset '/nowhere/x.flow': there is no such file. " +
      "A dataset is opened by its .flow file",
  );
  expect(advice).toMatch(/^What to do about DatasetError: .*docs\/troubleshooting\.md$/);
  expect(rest).toEqual([""]);
});

test("whoever stops reading is no error", async () => {
  const child = start("inspect", "--help");
  await child.stdout.cancel();
  const { code, stderr } = await collect(child);
  expect([code, stderr]).toEqual([0, ""]);
});

describe.skipIf(Deno.build.os !== "linux")("Ctrl-C", () => {
  test("stops a run with 130, without a half-written file or a process behind", async () => {
    const [parts, out] = [folder("parts"), folder("out")];
    const [step] = await copySampleParts(parts, 1);
    for (let i = 0; i < 200; i++) await Deno.copyFile(`${parts}/${step}`, `${parts}/${i}.step`);
    const child = start("encode", parts, "--out", out, "--name", "x", "--max-workers", "1");
    const err = readAll(child.stderr);
    const encoded = `${out}/flows/x/encoded`;
    await until(() => exists(encoded) && [...Deno.readDirSync(encoded)].length > 1);
    const started: ProcessId[] = descendants(child.pid);
    pressCtrlC(child);
    const { code } = await child.status;
    expect(code).toBe(130);
    expect(await err).toMatch(/The run of 'x' was stopped: \d+ items are done/);
    expect(started.length).toBeGreaterThan(0);
    await until(() => alive(started).length === 0);
    expect(files(out).filter((name) => /\.tmp/.test(name))).toEqual([]);
    const flow = JSON.parse(Deno.readTextFileSync(`${out}/flows/x/x.flow`));
    expect(flow.state).toBe("cancelled");
    expect(flow.sample_count).toBe(flow.file_count);
    await child.stdout.cancel();
  });

  test("twice ends a command that takes no notice at once", async () => {
    const module = `${folder()}/stubborn.ts`;
    await Deno.writeTextFile(
      module,
      "console.error('ready');\n" +
        "export const flow = { process: () => new Promise(() => setInterval(() => {}, 1e6)) };",
    );
    const child = start("run", module, "--inputs", "{}");
    const { see, end } = reading(child.stderr);
    await see("ready");
    pressCtrlC(child);
    await see("Ctrl-C again");
    expect(await pressUntilEnd(child)).toBe(130);
    await end();
    await child.stdout.cancel();
  });

  test("twice leaves items that are stuck, and no process", async () => {
    const [parts, out] = [folder("parts"), folder("out")];
    const part = (await copySampleParts(parts, 1)).map((name) => `${parts}/${name}`);
    const child = startIn(
      { TRUNNION_TEST_OUT: out },
      ...["run", "test/cli/fixtures/stuck_flow.ts", "--inputs", JSON.stringify({ part })],
    );
    const [stdout, stderr] = [reading(child.stdout), reading(child.stderr)];
    await stdout.see("stuck");
    const started = descendants(child.pid);
    expect(started.length).toBeGreaterThan(0);
    pressCtrlC(child);
    await stderr.see("Stopping; what is finished stays. Ctrl-C again ends at once.");
    expect(alive(started)).toEqual(started); // it is not theirs to end at the first
    expect(await pressUntilEnd(child)).toBe(130);
    await until(() => alive(started).length === 0);
    expect(await stderr.end()).not.toContain("Interrupted."); // it did not wait
    await stdout.end();
  });
});

async function collect(child: Deno.ChildProcess) {
  const stderr = await readAll(child.stderr);
  return { code: (await child.status).code, stderr };
}

/** Reads a stream bit by bit. */
function reading(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    /** Waits until a text has come. */
    async see(what: string): Promise<void> {
      while (!text.includes(what)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended before '${what}': ${text}`);
        text += value;
      }
    },
    /** Gives all that was read, and reads no more. */
    async end(): Promise<string> {
      await reader.cancel();
      return text;
    },
  };
}

function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The names of all files and folders below a folder. */
function files(path: string): string[] {
  return [...Deno.readDirSync(path)].flatMap(({ name, isDirectory }) =>
    isDirectory ? [name, ...files(`${path}/${name}`)] : [name]
  );
}
