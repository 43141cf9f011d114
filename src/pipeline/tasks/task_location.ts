/** Where a task was made: its module, and the name it was given there. @module */
import { type StackFrame, stackFrames } from "../../base/node/stack_frames.ts";

/** A place in a module. */
interface TaskLocation {
  /** URL of the task's module; null where the code has no file, as in a notebook's cell. */
  readonly moduleUrl: string | null;
  /** `<url>:<line>:<column>`, or a word for it. */
  readonly text: string;
  /** The constant that the task is assigned to there, or null where that cannot be seen. */
  readonly constant: string | null;
}

/** What evaluates cells of a notebook: its frames are none of a task's module. */
const NOTEBOOK_KERNEL = new URL("../../../kernel/", import.meta.url).href;
/** Frames deeper than this are not looked at: a factory of factories has a dozen. */
const STACK_LIMIT = 200;

/**
 * Finds the module whose evaluation makes a task: the outermost frame of the stack that is a file.
 * The nearest one would be the file of a factory.
 *
 * @param ownModules URLs of the modules to look past
 */
export function locateTask(ownModules: readonly string[]): TaskLocation {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_LIMIT;
  const error = new Error();
  Error.stackTraceLimit = limit;
  return locateInFrames(stackFrames(error), [import.meta.url, ...ownModules]);
}

/** As {@linkcode locateTask}, from the frames of a stack. */
export function locateInFrames(
  stack: readonly StackFrame[],
  ownModules: readonly string[],
): TaskLocation {
  const frames = stack.filter(({ url }) =>
    url.startsWith("file:") &&
    !ownModules.includes(url) &&
    !url.startsWith(NOTEBOOK_KERNEL) &&
    !url.includes("$deno$") // the text given to `deno eval`
  );
  // A program that evaluates modules itself, such as a test runner, lies in node_modules.
  const frame = frames.findLast(({ url }) => !url.includes("/node_modules/")) ?? frames.at(-1);
  if (frame === undefined) return { moduleUrl: null, text: "code without a file", constant: null };
  const { url: moduleUrl, line, column } = frame;
  return {
    moduleUrl,
    text: `${moduleUrl}:${line}:${column}`,
    constant: constantAt(moduleUrl, line, column),
  };
}

/**
 * The name in `const name = flowtask.extract(`, read from the module's source: an arrow function
 * that is an argument has no name of its own.
 */
function constantAt(moduleUrl: string, line: number, column: number): string | null {
  let source: string;
  try {
    source = Deno.readTextFileSync(new URL(moduleUrl));
  } catch {
    return null; // not readable: the task is then numbered
  }
  const lines = source.split("\n").slice(0, line);
  lines[line - 1] = lines[line - 1]?.slice(0, column - 1) ?? "";
  const before = lines.slice(-3).join("\n");
  return /\b(?:const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*(?:[\w$]+\s*\.\s*)*$/u
    .exec(before)?.[1] ?? null;
}
