/** The nasty files of the corpus, in processes and in threads: the same rows, and nothing left. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { createFlow } from "../../src/pipeline/create_flow.ts";
import { encodeTask, gatherTask } from "../../src/pipeline/tasks/builtin_tasks.ts";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { CORPUS } from "../helpers/corpus.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const hard = join(CORPUS, "hard");
const folder = temporaryFolder();

async function rowsWith(isolation: "process" | "thread") {
  const flow = createFlow({
    name: "hard",
    tasks: [gatherTask, encodeTask],
    flowsOutputDir: folder(isolation),
    isolation,
    maxWorkers: 2,
    deadline: 60_000,
    progress: false,
  });
  const { summary, errors } = await flow.process({
    inputs: { sources: [{ path: hard, glob: "**/*" }] },
  });
  await closeWorkers();
  return {
    files: summary.file_count,
    samples: summary.sample_count,
    errors: errors.map(({ item, error_class, message }) => [basename(item), error_class, message]),
  };
}

test.skipIf(!existsSync(hard))(
  "each file has the same row with either isolation, and no process is left",
  async () => {
    const inProcesses = await rowsWith("process");
    expect(inProcesses.files).toBeGreaterThanOrEqual(19);
    expect(inProcesses.errors.length).toBeGreaterThan(20);
    expect(await rowsWith("thread")).toEqual(inProcesses);
    expect(alive(descendants(Deno.pid))).toEqual([]);
  },
  300_000,
);
