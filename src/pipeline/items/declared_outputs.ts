/** What a task has said that it gives, against what it gives. @module */
import { OutputMismatch } from "../errors.ts";

/**
 * Refuses a result that lacks what the task has declared. With one output the result is that; with
 * several it is an object that has each of them.
 *
 * @throws OutputMismatch that names what came
 */
export function requireOutputs(
  task: string,
  outputs: readonly string[],
  result: unknown,
): void {
  if (outputs.length < 2) return;
  const isObject = typeof result === "object" && result !== null && !Array.isArray(result);
  const missing = isObject ? outputs.filter((name) => !Object.hasOwn(result, name)) : outputs;
  if (missing.length === 0) return;
  const declared = outputs.map((name) => `'${name}'`).join(", ");
  throw new OutputMismatch(
    `Cannot take the result of '${task}': its outputs are ${declared}, so it must be an object ` +
      `with each of them; found ${found(result)}. Return { ${outputs.join(", ")} }, or declare ` +
      "what it returns as one output.",
    { data: { task, outputs: [...outputs], missing: [...missing] } },
  );
}

function found(result: unknown): string {
  if (typeof result === "string") {
    const start = result.slice(0, 60);
    return `the text '${start}${start.length < result.length ? "..." : ""}'`;
  }
  if (Array.isArray(result)) return `a list of ${result.length}`;
  if (typeof result !== "object" || result === null) return String(result);
  const names = Object.keys(result);
  if (names.length === 0) return "an object without any";
  const listed = names.slice(0, 10).map((name) => `'${name}'`).join(", ");
  return `an object with ${listed}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`;
}
