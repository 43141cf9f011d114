import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import {
  ParallelTask,
  resultOf,
  SequentialTask,
} from "../../../src/pipeline/tasks/task_classes.ts";
import { quietFlow, runTasks } from "../helpers.ts";
import * as tasks from "../fixtures/plain_tasks.ts";

class Root extends ParallelTask {
  static override inputs = ["n"];
  static override outputs = ["roots"];

  processItem(n: number): number | null {
    if (n < 0) throw new UsageError(`No root of ${n} <here>`, { data: { n } });
    return n === 0 ? null : Math.sqrt(n);
  }
}

test("execute gives result, error and logs", async () => {
  const task = new Root();
  expect(await task.execute(0, 9)).toEqual({ result: 3, error: null, logs: [] });
  const failed = await task.execute(1, -1);
  expect(failed).toMatchObject({ result: null, error: "No root of -1 <here>" });
  expect(failed.logs[0]).toContain("No root of -1");
  expect(() => resultOf(failed)).toThrow(UsageError);
});

test("execute may be overridden: what it calls an error is one", async () => {
  class Strict extends Root {
    static override inputs = ["n"];
    override execute(index: number, n: number) {
      return Promise.resolve({ result: null, error: `refused ${index}:${n}`, logs: ["why"] });
    }
  }
  const { errors } = await runTasks([Strict], { n: [4] });
  expect(errors).toMatchObject([{ error: "refused 0:4", error_class: "Error", logs: ["why"] }]);
});

test("finalize is called once, here, with results and errors, and can report", async () => {
  const reports: string[] = [];
  class Reporting extends Root {
    static override inputs = ["n"];
    override finalize() {
      reports.push(`${this.results} / ${this.errors.length} / ${this.skipped}`);
      reports.push(this.generateHtmlErrorReport());
    }
  }
  await runTasks([Reporting], { n: [4, -1, 0, 9] });
  expect(reports[0]).toBe("2,3 / 1 / 1");
  expect(reports[1]).toContain("<title>Errors of Reporting</title>");
  expect(reports[1]).toContain("2 done, 1 skipped, 1 failed.");
  expect(reports[1]).toContain("No root of -1 &lt;here&gt;");
  expect(reports).toHaveLength(2);
});

test("a finalize that throws fails the run, after the others have reported", async () => {
  let reported = 0;
  class Bad extends Root {
    static override inputs = ["n"];
    override finalize() {
      throw new Error("cannot send the report");
    }
  }
  class Good extends SequentialTask {
    static override inputs = ["roots"];
    process = () => 1;
    override finalize = () => void reported++;
  }
  await expect(runTasks([Bad, Good], { n: [4] })).rejects.toThrow("cannot send");
  expect(reported).toBe(1);
});

test("an instance, a bare class and an abstract base are refused", () => {
  for (
    const [bad, message] of [
      [new Root(), "an instance of Root: put the class itself there"],
      [class Plain {}, "plain function 'Plain'"],
      [null, "found null"],
    ] as const
  ) expect(() => quietFlow({ tasks: [bad] })).toThrow(message);
});

test("items of an extract class are joined as it says", async () => {
  class Unique extends ParallelTask {
    static override kind = "extract" as const;
    static override inputs = ["sources"];
    processItem = (n: number) => [n, 1];
    override joinItems = (lists: readonly (readonly unknown[])[]) => [...new Set(lists.flat())];
  }
  const run = await runTasks([Unique, tasks.double], { sources: [3, 1, 2] });
  expect(run.output.taskInstances[0].results).toEqual([3, 1, 2]);
});
