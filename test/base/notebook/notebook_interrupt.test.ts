import { afterEach, expect, test } from "vitest";
import { notebookInterrupt } from "../../../src/base/notebook/notebook_interrupt.ts";

const key = Symbol.for("Jupyter.interrupt");
const names = globalThis as Record<symbol, unknown>;
afterEach(() => {
  delete names[key];
});

test("outside of a notebook a signal stays what it is", () => {
  const { signal } = new AbortController();
  expect(notebookInterrupt(signal)).toBe(signal);
  expect(notebookInterrupt()).toBe(undefined);
});

test("in a notebook, a cell's interrupt aborts as well as one's own signal", () => {
  const [cell, own] = [new AbortController(), new AbortController()];
  names[key] = () => cell.signal;
  const both = notebookInterrupt(own.signal)!;
  expect(both.aborted).toBe(false);
  cell.abort(new Error("interrupted"));
  expect(both.reason).toEqual(new Error("interrupted"));
  expect(notebookInterrupt()).toBe(cell.signal);
});
