import { beforeEach, expect, test } from "vitest";
import { join } from "node:path";
import { runCli } from "../../../src/cli/main.ts";
import { FlowRuns } from "../../../src/cli/flows/flow_runs.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const module = new URL("../fixtures/dependent_flows.ts", import.meta.url).pathname;
const none = new URL("../fixtures/flows.ts", import.meta.url).pathname;
const folder = temporaryFolder();
let runs = "";
let count = 0;

beforeEach(() => void (runs = folder(`runs${count++}`)));

async function flows(command: string, ...args: string[]) {
  const io = fakeIo();
  const own = command === "show" ? [] : ["--runs", runs];
  const code = await runCli(["flows", command, ...args, ...own], io);
  return { code, out: io.stdout(), err: io.stderr() };
}

test("list names all flows, what they depend on, and how their last runs ended", async () => {
  await flows("run", module, "load");
  await flows("run", module, "load", "--input", '{"n": 13}');
  const { code, out } = await flows("list", module);
  expect(code).toBe(0);
  expect(out).toMatch(/load +load +inline +completed, failed/);
  expect(out).toMatch(/sum +sum +inline +load, extra-1 \(optional\)/);
  expect(out).toMatch(/extra-1 +extra/); // it is in the context, though not exported
  const json = JSON.parse((await flows("list", module, "--json")).out);
  expect(json.flows.map(({ processId }: { processId: string }) => processId)).toEqual([
    ...["load", "extra-1", "sum", "endless"],
  ]);
  expect(json.runs.map(({ status }: { status: string }) => status)).toEqual([
    "completed",
    "failed",
  ]);
});

test("show tells of one flow, or draws them all", async () => {
  const { out } = await flows("show", module, "sum");
  expect(out).toBe(
    "sum: inline\n  Adds it up\n  depends on  load, extra-1 (optional)\n" +
      "  time        5.00 s, 1 retries\n",
  );
  expect((await flows("show", module, "extra")).out).toContain("extra-1 (extra): inline");
  expect((await flows("show", module, "load")).out).toContain("tags        disk\n  version     1");
  expect((await flows("show", module, "--mermaid")).out).toContain("flowchart LR\n  j0[");
});

test("run executes a flow behind all that it waits for, and writes how it ended", async () => {
  const { code, out } = await flows("run", module, "sum", "--input", '{"n": 5}');
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^sum: completed after .*\n\{\n {2}"result": 8\n\}/),
  ]);
  const [run] = await new FlowRuns(runs).list();
  expect(run).toMatchObject({ flow: "sum", module, pid: Deno.pid, status: "completed" });
  const again = await flows(
    "run",
    module,
    "sum",
    "--input",
    '{"n": 5}',
    "--json",
    "--resume",
    join(runs, `${run.runId}.json`),
  );
  expect(JSON.parse(again.out)).toMatchObject({ status: "completed", output: { result: 8 } });
});

test("a failure exits 1, with what failed", async () => {
  const { code, out } = await flows("run", module, "sum", "--input", '{"n": 13}');
  expect([code, out]).toEqual([
    1,
    expect.stringContaining("Required dependency load failed: no luck"),
  ]);
});

test("cancel stops what another command runs", async () => {
  const running = flows("run", module, "endless");
  while ((await new FlowRuns(runs).list()).length === 0) {
    await new Promise((go) => setTimeout(go, 2));
  }
  const cancelled = await flows("cancel", module, "endless");
  expect([cancelled.code, cancelled.out]).toEqual([0, "endless: cancelled\n"]);
  expect(await running).toMatchObject({
    code: 130,
    out: expect.stringContaining("Flow cancelled"),
  });
  expect(await flows("cancel", module)).toMatchObject({
    code: 2,
    err: expect.stringContaining("nothing of it runs that is written in"),
  });
});

test("a process that is gone is told, and not waited for without end", async () => {
  const lost = new FlowRuns(runs);
  await lost.write({
    ...{ runId: "gone", module, flow: "endless", pid: 1, startedAt: "2026-01-01T00:00:00Z" },
    ...{ status: "running", record: null },
  });
  const { code, out } = await flows("cancel", module, "--wait", "0.1s");
  expect([code, out]).toEqual([1, expect.stringContaining("endless: no answer of process 1")]);
});

test("what is no flow, no input or no record is refused with what there is", async () => {
  expect((await flows("run", none)).err).toContain("it exports no dependent flow");
  expect((await flows("run", module)).err).toContain("name one of endless, sum");
  expect((await flows("run", module, "smu")).err).toContain("sum");
  expect((await flows("run", module, "sum", "--input", "[1]")).err).toContain("a JSON object");
  expect((await flows("run", module, "sum", "--resume", module)).err).toContain(
    "no execution that",
  );
  expect((await flows("list", "/nowhere.ts")).err).toContain("there is no such file");
});
