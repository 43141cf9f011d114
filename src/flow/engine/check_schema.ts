/** Checks values at the borders of jobs. @module */
import { FlowError } from "../record/flow_errors.ts";
import type { StandardIssue, StandardSchema } from "../standard_schema.ts";

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  /** Where, as one would write it: `files[0].name`; empty for the value itself. */
  readonly path: string;
  /** What is wrong, in the words of the schema's library. */
  readonly message: string;
}

/** A value does not fit its schema. */
export class SchemaError extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "SchemaError";
  /** All that is wrong, in the schema's order. */
  readonly issues: readonly SchemaIssue[];

  /**
   * Says of a value what is wrong with it.
   *
   * @param what whose value it is, for the message: `the input of 'encode'`
   */
  constructor(what: string, issues: readonly SchemaIssue[]) {
    const lines = issues.map(({ path, message }) => path === "" ? message : `${path}: ${message}`);
    super(`Cannot use ${what}: it does not fit its schema. ${lines.join("; ")}`, {
      data: { issues },
    });
    this.issues = issues;
  }
}

/**
 * Checks a value.
 *
 * @returns what the schema makes of it
 * @throws SchemaError with the path of each thing that is wrong
 */
export async function checkSchema<Output>(
  what: string,
  schema: StandardSchema<unknown, Output>,
  value: unknown,
): Promise<Output> {
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value;
  throw new SchemaError(
    what,
    result.issues.map((issue) => ({ path: pathText(issue), message: issue.message })),
  );
}

function pathText({ path = [] }: StandardIssue): string {
  return path.reduce<string>((text, step) => {
    const key = typeof step === "object" ? step.key : step;
    if (typeof key === "number") return `${text}[${key}]`;
    if (typeof key === "string" && !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) {
      return `${text}[${JSON.stringify(key)}]`;
    }
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
