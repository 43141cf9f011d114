import { issuesText, schemaIssues } from "../schema_issues.ts";
import { ResultInvalid } from "./errors.ts";
import type { ResultModel } from "./result_models.ts";

/**
 * The value as its model has it.
 *
 * @throws ResultInvalid where it does not fit
 */
export async function checkResult(
  model: ResultModel,
  value: unknown,
  name: string,
): Promise<unknown> {
  if (model.schema === undefined) return value;
  const result = await model.schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value;
  const issues = schemaIssues(result.issues);
  const told = issuesText(issues.slice(0, 5));
  throw new ResultInvalid(
    `Cannot take the result '${name}' for a '${model.name}': ${told}. Correct the value, or name ` +
      "another model.",
    { data: { id: name, model: model.name, issues } },
  );
}
