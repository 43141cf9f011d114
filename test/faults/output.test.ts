import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

// What a disk can do to a run. The small disk is a real file system in memory, mounted where only
// the test's own process sees it.

const folder = temporaryFolder();
const program = fileURLToPath(new URL("./fixtures/values_flow.ts", import.meta.url));
const config = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** Runs a shell script in which `run` is the flow's program. */
async function shell(script: string) {
  const run = `run() { "${Deno.execPath()}" run -A --no-check --config "${config}" ` +
    `"${program}" "$@" && echo "exit 0" || echo "exit $?"; }`;
  const { success, stdout, stderr } = await new Deno.Command("unshare", {
    args: ["--map-root-user", "--mount", "sh", "-c", `${run}\n${script}`],
    env: { NO_COLOR: "1" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, out: decode(stdout), err: decode(stderr) };
}

const summaries = (out: string) =>
  out.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
const errors = (err: string) =>
  err.split("\n").filter((line) => /^\w+(Error|Cancelled): /.test(line));

let canMount = false;
beforeAll(async () => {
  const script = `mount -t tmpfs none "${folder("probe")}"`;
  canMount = await shell(script).then(({ success }) => success, () => false);
});

describe.skipIf(Deno.build.os !== "linux")("a disk", () => {
  test.for(["process", "thread"])(
    "that is full ends a run with one error, and the run goes on when there is room (%s)",
    async (isolation, { skip }) => {
      if (!canMount) skip("mounting is not allowed here");
      const out = folder(`full-${isolation}`);
      const { out: text, err } = await shell(`
        mount -t tmpfs -o size=2m none "${out}"
        run "${out}" 200 ${isolation}
        mount -o remount,size=200m none "${out}"
        run "${out}" 200 ${isolation}
        find "${out}" -name '*.tmp*' -o -name '*.old*'
      `);
      expect(text.split("\n").filter((line) => line.startsWith("exit"))).toEqual([
        "exit 1",
        "exit 0",
      ]);
      expect(errors(err)).toHaveLength(1);
      expect(errors(err)[0]).toMatch(/^(OutputError|JournalWriteError): .* disk is full/);
      const [summary] = summaries(text);
      expect([summary.file_count, summary.error_count]).toEqual([200, 0]);
      expect(text).not.toMatch(/\.tmp|\.old/);
    },
  );

  test("that cannot be written is one error before anything runs", async ({ skip }) => {
    if (!canMount) skip("mounting is not allowed here");
    const out = folder("read-only");
    const { out: text, err } = await shell(`
      mount -t tmpfs -o ro none "${out}"
      run "${out}" 5
    `);
    expect(text.trim()).toBe("exit 1");
    expect(errors(err)).toHaveLength(1);
    expect(errors(err)[0]).toMatch(/^OutputFolderError: Cannot write to the output folder/);
  });

  test("that cannot be written any more keeps a run from beginning, not from being looked at", async ({ skip }) => {
    if (!canMount) skip("mounting is not allowed here");
    const out = folder("read-only-later");
    const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const { out: text, err } = await shell(`
      mount -t tmpfs none "${out}"
      run "${out}" 5
      mount -o remount,ro none "${out}"
      run "${out}" 5
      "${Deno.execPath()}" run --allow-read --allow-write --allow-env --allow-run --allow-sys \\
        --no-check --config "${config}" "${cli}" status "${out}"/flows/*
    `);
    expect(errors(err)).toHaveLength(1);
    expect(errors(err)[0]).toMatch(/^OutputFolderError: Cannot write to the output folder/);
    expect(text).toMatch(/: completed after /);
  });
});
