/** Checks values at the borders of jobs. @module */
import { FlowError } from "../record/flow_errors.ts";
import { issuesText, type SchemaIssue, schemaIssues } from "../schema_issues.ts";
import type { StandardSchema } from "../standard_schema.ts";

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
    super(`Cannot use ${what}: it does not fit its schema. ${issuesText(issues)}`, {
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
  throw new SchemaError(what, schemaIssues(result.issues));
}
