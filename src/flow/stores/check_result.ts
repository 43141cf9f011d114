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
  const issues = result.issues.slice(0, 5).map(({ message, path = [] }) => {
    const keys = path.map((key) => String(typeof key === "object" ? key.key : key));
    return `${keys.join(".") || "the value"}: ${message}`;
  });
  throw new ResultInvalid(
    `Cannot take the result '${name}' for a '${model.name}': ${issues.join("; ")}. Correct the ` +
      "value, or name another model.",
    { data: { id: name, model: model.name, issues } },
  );
}
