/** No process outlives the one that started it, however that one ends. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ended } from "../cad/occt/processes.ts";
import { alive, descendants, type ProcessId } from "../helpers/processes.ts";
import { runTasks, temporaryFolder } from "../pipeline/helpers.ts";
import { leaveKernel } from "./fixtures/faulty_tasks.ts";

const program = new URL("./fixtures/flow_program.ts", import.meta.url).href;

async function gone(processes: readonly ProcessId[]): Promise<void> {
  while (alive(processes).length > 0) await sleep(10);
}

test.skipIf(Deno.build.os !== "linux")(
  "a program that is killed takes its hosts and their kernels with it, busy as they are",
  async () => {
    const folder = temporaryFolder();
    const mark = `${folder}/mark`;
    const parent = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", program, "process", folder, "holdForEver", mark],
    }).spawn();
    while (true) {
      try {
        if (JSON.parse(readFileSync(mark, "utf8")).length === 2) break;
      } catch {
        await sleep(10); // not written yet
      }
    }
    const below = descendants(parent.pid);
    expect(below.map(({ pid }) => pid)).toEqual(
      expect.arrayContaining(JSON.parse(readFileSync(mark, "utf8"))),
    );
    parent.kill("SIGKILL");
    await parent.status;
    await gone(below);
  },
);

test.skipIf(Deno.build.os !== "linux")(
  "a host ends with a parent that has left its messages unread",
  async () => {
    const mark = `${temporaryFolder()}/mark`;
    const fixture = new URL("./fixtures/deaf_parent.ts", import.meta.url).href;
    const parent = new Deno.Command(Deno.execPath(), { args: ["run", "-A", fixture, mark] })
      .spawn();
    expect((await parent.status).signal).toBe("SIGKILL");
    await ended(Number(readFileSync(mark, "utf8")));
  },
);

test.skipIf(Deno.build.os !== "linux")("the kernel of a host that is killed ends", async () => {
  const mark = `${temporaryFolder()}/mark`;
  const run = await runTasks([leaveKernel], { mark: [mark] }, { debug: false, maxWorkers: 1 });
  expect(run.errors).toMatchObject([{ error_class: "ProcessCrash" }]);
  const pids = readFileSync(mark, "utf8").trim().split("\n").map(Number);
  expect(pids.length).toBeGreaterThanOrEqual(4); // two tries: a host and its kernel each
  for (const pid of pids) await ended(pid);
});
