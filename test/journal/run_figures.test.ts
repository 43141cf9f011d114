import { expect, test } from "vitest";
import { Journal } from "../../src/journal/journal.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { beginRun, done, list } from "./journals.ts";

const folder = temporaryFolder();

test("figures count what the latest list of a stage came to in a run", () => {
  const journal = Journal.open(`${folder()}/journal.sqlite`);
  beginRun(journal);
  const { figures } = journal.reader();
  expect(figures.lastEvent(journal.run)).toBeNull();
  const stage = journal.stage("encode");
  const ids = list(stage, ["a", "b", "c", "d"]);
  const error = (message: string) =>
    JSON.stringify({ task: "t", message, message_template: "no <n>" });
  const failed = { state: "failed", errorClass: "RangeError" } as const;
  stage.ended([
    done(ids[0], { durationMs: 30, worker: 1 }),
    done(ids[1], { durationMs: 10, quarantined: true }),
    done(ids[2], { ...failed, durationMs: 20, error: error("no 1") }),
    done(ids[3], { ...failed, durationMs: 40, error: error("no 2") }),
  ]);
  const { run } = journal;
  expect(figures.lastEvent(run)).toBeGreaterThan(0);
  expect(figures.workers(run)).toEqual([
    { worker: 0, items: 3, busyMs: 70 },
    { worker: 1, items: 1, busyMs: 30 },
  ]);
  expect(figures.ended(1, run)).toEqual([
    { state: "done", count: 2, quarantined: 1 },
    { state: "failed", count: 2, quarantined: 0 },
  ]);
  expect(figures.slowest(1, run, 2)).toEqual([{ item: "d", durationMs: 40 }, {
    item: "a",
    durationMs: 30,
  }]);
  expect(figures.durationsAt(1, run, [0, 1, 3, 3])).toEqual([10, 20, 40, 40]);
  const common = { task: "t", error_class: "RangeError", message_template: "no <n>" };
  expect([...figures.failures(1)]).toEqual([
    { ...common, item: "c", message: "no 1" },
    { ...common, item: "d", message: "no 2" },
  ]);
  expect(figures.ended(1, run + 1)).toEqual([]);
  journal.close();
});
