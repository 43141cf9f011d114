import { expect, test } from "vitest";
import { EventStream, type RunEvent } from "../../../src/flow/record/events.ts";

const line = (message: string) => ({ type: "log", job: null, level: "INFO", message }) as const;

test("listeners hear events in the order in which they came, with the run's id and the time", () => {
  const stream = new EventStream("run-1");
  const heard: [string, RunEvent][] = [];
  stream.subscribe((event) => heard.push(["first", event]));
  stream.subscribe((event) => heard.push(["second", event]));
  stream.emit(line("hello"));
  expect(heard.map(([who]) => who)).toEqual(["first", "second"]);
  expect(heard[0][1]).toMatchObject({ ...line("hello"), runId: "run-1" });
  expect(heard[0][1].time).toBeGreaterThan(0);
});

test("a listener that throws harms no other and is kept aside", () => {
  const stream = new EventStream("run-1");
  let heard = 0;
  stream.subscribe(() => {
    throw new Error("deaf");
  });
  stream.subscribe(() => heard++);
  stream.emit(line("a"));
  expect(heard).toBe(1);
  expect(stream.failures).toMatchObject([{ error: { message: "deaf" } }]);
});

test("leaving while events are told skips nobody, and the same listener may come twice", () => {
  const stream = new EventStream("run-1");
  const heard: string[] = [];
  const leave = stream.subscribe(() => {
    heard.push("leaver");
    leave();
  });
  const stay = () => void heard.push("stayer");
  stream.subscribe(stay);
  const leaveOnce = stream.subscribe(stay);
  stream.emit(line("a"));
  leaveOnce();
  stream.emit(line("b"));
  expect(heard).toEqual(["leaver", "stayer", "stayer", "stayer"]);
});
