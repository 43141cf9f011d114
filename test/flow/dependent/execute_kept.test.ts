import { expect, test } from "vitest";
import { executeKept, type ExecutionRecord } from "../../../dependent.ts";
import { MemoryBackend, ResultsManager } from "../../../stores.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { flowsOf } from "./flows.ts";

const folder = temporaryFolder();
const inMemory = () => new ResultsManager({ backend: new MemoryBackend() });

/** Three flows, the last of which fails while it is told to; `done` tells which were done. */
function chain(breaks: () => boolean) {
  const done: string[] = [];
  const { report } = flowsOf({
    load: () => (done.push("load"), { sizes: Float32Array.of(1, 2) }),
    count: {
      does: ({ sizes }: { sizes: Float32Array }) => (done.push("count"), { count: sizes.length }),
      needs: "load",
    },
    report: {
      does: ({ count }: { count: number }) => {
        done.push("report");
        if (breaks()) throw new Error("the power is gone");
        return { text: `${count} sizes` };
      },
      needs: "count",
    },
  });
  return { report, done };
}

test("an execution goes on in another program's flows, by its id", async () => {
  const results = new ResultsManager({ baseDir: folder() });
  const options = { results, id: "survey.1/a" };
  const first = chain(() => true);
  expect(await executeKept(first.report, {}, options)).toMatchObject({ status: "failed" });
  expect(first.done).toEqual(["load", "count", "report"]);
  const second = chain(() => false);
  expect(await executeKept(second.report, {}, options)).toMatchObject({
    ...{ status: "completed", output: { text: "2 sizes" } },
  });
  expect(second.done).toEqual(["report"]);
  const other = chain(() => false);
  await executeKept(other.report, {}, { results, id: "survey.2" });
  expect(other.done).toEqual(["load", "count", "report"]);
});

test("what completed is kept while the rest goes on", async () => {
  const results = inMemory();
  const gate = Promise.withResolvers<void>();
  const { last } = flowsOf({
    quick: () => ({ n: 1 }),
    last: { does: () => gate.promise, needs: "quick" },
  });
  const running = executeKept(last, {}, { results, id: "one" });
  for (let isKept = false; !isKept;) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!await results.exists("dependent/one")) continue;
    const { flows } = await results.get<ExecutionRecord>("dependent/one");
    isKept = flows.some(({ status }) => status === "completed");
  }
  gate.resolve();
  expect(await running).toMatchObject({ status: "completed" });
});

test("another input under the id is refused, and a store that vanishes is told", async () => {
  const results = inMemory();
  const { report } = chain(() => false);
  await executeKept(report, { n: 1 }, { results, id: "one" });
  await expect(executeKept(report, { n: 2 }, { results, id: "one" })).rejects.toThrow(
    "was started with another input",
  );
  results.backend.write = () => Promise.reject(new Error("the disk is gone"));
  await expect(executeKept(report, { n: 1 }, { results, id: "two" })).rejects.toThrow(
    "Cannot keep the execution 'two' of a flow: the disk is gone",
  );
  // deno-lint-ignore no-explicit-any
  await expect(executeKept(report, {}, { result: results, id: "x" } as any)).rejects.toThrow(
    "results",
  );
});
