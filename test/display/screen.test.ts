import { expect, test, vi } from "vitest";
import { CLEAR, Screen, screenOf } from "../../src/display/screen.ts";
import { FakeTerminal } from "../helpers/terminal.ts";

function start() {
  const terminal = new FakeTerminal();
  const clock = { time: 0 };
  const screen = new Screen({ write: terminal.write, now: () => clock.time });
  return { terminal, clock, screen };
}

test("lines are drawn in place, at most ten times a second", () => {
  const { terminal, clock, screen } = start();
  terminal.write("before\n");
  const region = screen.open();
  region.set(["one", "two"]);
  expect(terminal.text).toBe("before\none\ntwo");
  region.set(["not yet"]);
  expect(terminal.text).toBe("before\none\ntwo");
  clock.time = 100;
  region.set(["1", "2", "3"]);
  expect(terminal.text).toBe("before\n1\n2\n3");
  clock.time = 200;
  region.set(["less"]);
  expect(terminal.text).toBe("before\nless");
  region.close("the end");
  expect(terminal.text).toBe("before\nthe end");
  region.set(["too late"]);
  region.close("too late");
  expect(terminal.text).toBe("before\nthe end");
  expect([terminal.row, terminal.column]).toEqual([2, 0]);
});

test("displays at the same time stand below each other", () => {
  const { terminal, clock, screen } = start();
  const [a, b] = [screen.open(), screen.open()];
  a.set(["a1", "a2"]);
  clock.time = 100;
  b.set(["b"]);
  expect(terminal.text).toBe("a1\na2\nb");
  a.close("a is done");
  expect(terminal.text).toBe("a is done\nb");
  b.close("b is done");
  expect(terminal.text).toBe("a is done\nb is done");
});

test("what the console prints stays above, and the console is given back", () => {
  const { terminal, clock, screen } = start();
  const print = vi.spyOn(console, "log").mockImplementation((text) => terminal.write(`${text}\n`));
  try {
    const spied = console.log;
    const region = screen.open();
    region.set(["one", "two"]);
    console.log("printed");
    console.log("printed again");
    clock.time = 100;
    region.set(["one", "two"]);
    expect(terminal.text).toBe("printed\nprinted again\none\ntwo");
    region.close("end");
    expect(console.log).toBe(spied);
  } finally {
    print.mockRestore();
  }
});

test("a console that someone else has taken meanwhile is left to them", () => {
  const { terminal, screen } = start();
  const real = console.log;
  const printed: unknown[] = [];
  try {
    console.log = (text) => void printed.push(text);
    const region = screen.open();
    const ours = console.log;
    const theirs = (text: unknown) => ours(text);
    console.log = theirs;
    region.close("end");
    expect(console.log).toBe(theirs);
    const writes = terminal.writes;
    console.log("x");
    expect(printed).toEqual(["x"]);
    expect(terminal.writes).toBe(writes);
  } finally {
    console.log = real;
  }
});

test("whoever prints can clear the lines without knowing of them", () => {
  const { terminal, clock, screen } = start();
  const region = screen.open();
  region.set(["one", "two"]);
  terminal.write(`${CLEAR}note\n`);
  clock.time = 100;
  region.set(["three"]);
  expect(terminal.text).toBe("note\nthree");
  region.close("end");
});

test("those who write with one function share a screen", () => {
  const { write } = new FakeTerminal();
  const now = () => 0;
  expect(screenOf({ write, now })).toBe(screenOf({ write, now }));
  expect(screenOf({ write: () => {}, now })).not.toBe(screenOf({ write, now }));
});
