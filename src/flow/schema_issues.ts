/** What a schema finds wrong with a value, as it is told. @module */
import type { StandardIssue } from "./standard_schema.ts";

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  /** Where, as one would write it: `files[0].name`; empty for the value itself. */
  readonly path: string;
  /** What is wrong, in the words of the schema's library. */
  readonly message: string;
}

/** What a schema has found, with the places as one would write them. */
export function schemaIssues(issues: readonly StandardIssue[]): SchemaIssue[] {
  return issues.map((issue) => ({ path: pathText(issue), message: issue.message }));
}

/** All of them in one sentence. */
export function issuesText(issues: readonly SchemaIssue[]): string {
  return issues.map(({ path, message }) => path === "" ? message : `${path}: ${message}`).join(
    "; ",
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
