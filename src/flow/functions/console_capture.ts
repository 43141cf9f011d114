/**
 * The console, aware of where it is called: what a task prints appears where it always did, and
 * becomes one of that task's messages. Outside any flow the console is what it was.
 *
 * Only the methods of the global `console` are told apart. What is written past it is not
 * captured: `Deno.stdout.write`, `process.stdout.write`, a `Console` of one's own, and what
 * workers and child processes print.
 *
 * @module
 */
import { type CapturedOutput, CONSOLE_METHODS } from "./captured_output.ts";
import { scopes } from "./scope.ts";

type Print = (...args: unknown[]) => void;

/** By replaced method, what stood there before. */
const replaced = new WeakMap<Print, Print>();

/** How many runs rely on the replaced methods. */
let users = 0;

/**
 * Replaces the methods of the console until it is released as often.
 *
 * A method that was replaced in the meantime, by a test's spy for instance, stays where it is. What
 * is left below it passes every call on.
 *
 * @returns releases the console
 */
export function captureConsole(): () => void {
  users++;
  for (const method of CONSOLE_METHODS) {
    const before = console[method] as Print;
    if (!replaced.has(before)) console[method] = aware(method, before);
  }
  let released = false;
  return () => {
    if (released) return;
    released = true;
    if (--users > 0) return;
    for (const method of CONSOLE_METHODS) {
      const before = replaced.get(console[method] as Print);
      if (before !== undefined) console[method] = before;
    }
  };
}

function aware(method: string, before: Print): Print {
  const print: Print = function (this: unknown, ...args) {
    const output = openOutput();
    // Under a spy there may be another method that captures: one of the two takes the output.
    if (output === null) Reflect.apply(before, this, args);
    else if (output.shows) scopes.run(undefined, () => Reflect.apply(before, this, args));
    output?.print(method, args);
  };
  replaced.set(print, before);
  return print;
}

/** Output that comes when a task has ended belongs to what is around the task. */
function openOutput(): CapturedOutput | null {
  let output = scopes.getStore()?.output ?? null;
  while (output?.closed) output = output.outer;
  return output;
}
