import { expect, test } from "vitest";
import { HungItem } from "../../../src/pool/channel/hung_item_error.ts";
import { judge, type QueuedItem } from "../../../src/pool/run/crash_blame.ts";

const item = (index: number, rest: Partial<QueuedItem> = {}): QueuedItem => ({
  index,
  payload: null,
  handed: 1,
  ...rest,
});
const crash = new Error("it is no more");
const hung = (index: number) =>
  new HungItem({ index, limit: { task: "read", timeout: 100, grace: 10 } }, true);
const usual = { accepted: true, canQuarantine: true };

test("the only item is tried in a process of its own, and then fails", () => {
  expect(judge([item(4)], crash, usual)).toMatchObject({
    innocent: [],
    suspects: [{ index: 4, alone: "process", handed: 1 }],
    guilty: null,
    error: { message: "it is no more" },
  });
  const again = item(4, { alone: "process", handed: 2 });
  expect(judge([again], crash, usual)).toMatchObject({ suspects: [], guilty: again });
});

test("where no process can be had, the only item fails at once", () => {
  const verdict = judge([item(4)], crash, { accepted: true, canQuarantine: false });
  expect(verdict).toMatchObject({ suspects: [], guilty: { index: 4 } });
});

test("of several any may have been it", () => {
  const { innocent, suspects, guilty } = judge([item(4), item(5)], crash, usual);
  expect(suspects).toEqual([item(4, { alone: "batch" }), item(5, { alone: "batch" })]);
  expect([innocent, guilty]).toEqual([[], null]);
});

test("one that held the thread is known among several", () => {
  const { innocent, suspects, error } = judge([item(4), item(5), item(6)], hung(5), usual);
  expect(innocent).toEqual([item(4), item(6)]);
  expect(suspects).toEqual([item(5, { alone: "process" })]);
  expect(error).toMatchObject({
    error_class: "FlowTimeoutError",
    message: expect.stringContaining("Task read timed out after 0.1 seconds"),
    data: { task: "read", timeout: 100, killed: true },
  });
  // It has ended meanwhile.
  expect(judge([item(4)], hung(5), usual)).toMatchObject({ innocent: [item(4)], suspects: [] });
});

test("a worker that ended before it had its items blames nobody, but not for ever", () => {
  const lost = { accepted: false, canQuarantine: true };
  expect(judge([item(4)], crash, lost)).toMatchObject({ innocent: [item(4)], suspects: [] });
  expect(judge([item(4, { handed: 3 })], crash, lost)).toMatchObject({ innocent: [] });
});
