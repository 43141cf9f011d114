/** Which samples are meant. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { evaluateQuery, type WhereLike } from "../query/evaluate_query.ts";
import { type Query, Where } from "../query/where.ts";
import type { DatasetReader } from "../read/reader.ts";

/** Which samples are meant: by name, by `id`, or by a query. */
export type SamplesLike = string | number | Iterable<string | number> | WhereLike;

/**
 * The positions of samples.
 *
 * @param attempt what cannot be done where one is unknown: "tag"
 * @throws {UsageError} when one is unknown
 */
export async function samplesMeant(
  reader: DatasetReader,
  what: SamplesLike,
  attempt: string,
): Promise<number[]> {
  if (what instanceof Where || typeof what === "function" || isQuery(what)) {
    return await evaluateQuery(reader, what);
  }
  const list = typeof what === "string" || typeof what === "number" ? [what] : [...what];
  const ids = new Map((await reader.sampleIds()).map((id, s) => [id, s]));
  const columns = reader.infoset?.has("name") ? await reader.infoColumn("name") : [];
  const names = new Map(columns.map((name, s) => [String(name), s]));
  return [
    ...new Set(list.map((one) => {
      const found = typeof one === "number" ? ids.get(one) : names.get(one);
      if (found !== undefined) return found;
      const hint = typeof one === "string"
        ? suggestNames(one, names.keys(), 5)
        : `Their ids run from 0 to ${reader.sampleCount - 1}.`;
      throw new UsageError(`Cannot ${attempt} '${one}': there is no such sample. ${hint}`, {
        data: { sample: one },
      });
    })),
  ];
}

function isQuery(what: object | string | number): what is Query {
  return typeof what === "object" && "op" in what;
}
