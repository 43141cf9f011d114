import { expect, test } from "vitest";
import { preload } from "../../../src/pool/inside/preload.ts";

/** What the modules below have said, in order. */
const said: string[] = [];
Object.assign(globalThis, { saidByPreload: said });
const module = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const saying = (text: string) => module(`globalThis.saidByPreload.push(${JSON.stringify(text)})`);

test("loads one module after the other, past those that fail, and lets work go first", async () => {
  let begun = false;
  const work = () =>
    begun ? Promise.resolve() : new Promise<void>((resolve) => {
      begun = true;
      // Two turns later: a module that did not wait would have been loaded by then.
      setTimeout(() =>
        setTimeout(() => {
          said.push("work");
          resolve();
        })
      );
    });
  const modules = [saying("one"), module("throw new Error('no')"), saying("two")];
  await preload(modules, work);
  expect(said).toEqual(["one", "work", "two"]);
});

test("what has come in while a module was loaded begins before the next is", async () => {
  said.length = 0;
  const first = module("setImmediate(() => globalThis.saidByPreload.push('came in'))");
  await preload([first, saying("three")], () => Promise.resolve());
  expect(said[0]).toBe("came in");
});
