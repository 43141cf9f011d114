import { UsageError } from "../../base/errors.ts";
import { suggestion } from "../../base/suggest.ts";
import type { StandardSchema } from "../standard_schema.ts";

/** A kind of result: its name, what its fields are, and how it is checked. */
export interface ResultModel<T = unknown> {
  /** What it is called in what is kept. */
  readonly name: string;
  /**
   * The types of its fields by name, so that two models of one name can be told apart.
   *
   * @default {what Zod says of its objects, else nothing is known}
   */
  readonly fields?: Readonly<Record<string, string>>;
  /**
   * Checks a value of it.
   *
   * @default {every value is one}
   */
  readonly schema?: StandardSchema<unknown, T>;
}

/** The namespace of models that are given none. */
export const DEFAULT_NAMESPACE = "default";

/** The models that are known, by namespace and name. */
export class ResultModels {
  readonly #models = new Map<string, Map<string, ResultModel>>();

  /**
   * Makes a model known. The same one may come again.
   *
   * @throws UsageError for another model of the same name and namespace
   */
  register(model: ResultModel, namespace: string = DEFAULT_NAMESPACE): void {
    const { name } = model;
    const known = this.#models.get(name)?.get(namespace);
    const difference = known === undefined ? null : differenceOf(fieldsOf(known), fieldsOf(model));
    if (difference !== null) {
      throw new UsageError(
        `Cannot register the model '${name}' in the namespace '${namespace}': there is one of ` +
          `that name with ${difference}. Give it another name, or another namespace.`,
        { data: { model: name, namespace } },
      );
    }
    const spaces = this.#models.get(name) ?? new Map<string, ResultModel>();
    this.#models.set(name, spaces.set(namespace, known ?? model));
  }

  /**
   * The model of a name; null where none is registered. Without a namespace, one that is in another
   * than `"default"` comes first.
   */
  get(name: string, namespace?: string): ResultModel | null {
    return this.#models.get(name)?.get(namespace ?? this.namespaceOf(name) ?? "") ?? null;
  }

  /**
   * The namespace in which a model stands; null where it is not known.
   *
   * @param strict refuses to choose between several
   * @throws UsageError where `strict` and it stands in several besides `"default"`
   */
  namespaceOf(name: string, strict = false): string | null {
    const spaces = [...this.#models.get(name)?.keys() ?? []];
    const own = spaces.filter((space) => space !== DEFAULT_NAMESPACE);
    if (strict && own.length > 1) {
      throw new UsageError(
        `Cannot automatically determine namespace of the model '${name}': it stands in multiple ` +
          `non-default namespaces, ${own.join(" and ")}. Say which: { namespace: "${own[0]}" }.`,
        { data: { model: name, namespaces: own } },
      );
    }
    return own[0] ?? spaces[0] ?? null;
  }

  /** What to do about a model that is not known. */
  advice(name: string): string {
    return `'${name}' is not registered${suggestion(name, this.#models.keys())}. Register it, or ` +
      "say which model to read it as";
  }
}

/** A field of a schema of Zod's, as far as it matters here. */
interface ZodLike {
  readonly shape?: Readonly<Record<string, ZodLike>>;
  readonly type?: unknown;
  readonly def?: { readonly element?: ZodLike; readonly innerType?: ZodLike };
}

function fieldsOf({ fields, schema }: ResultModel): Readonly<Record<string, string>> | null {
  if (fields !== undefined) return fields;
  const { shape } = (schema ?? {}) as ZodLike;
  if (shape === undefined) return null;
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, typeOf(field)]));
}

function typeOf({ type, def }: ZodLike): string {
  const inner = def?.element ?? def?.innerType;
  return String(type) + (inner === undefined ? "" : ` of ${typeOf(inner)}`);
}

function differenceOf(
  known: Readonly<Record<string, string>> | null,
  found: Readonly<Record<string, string>> | null,
): string | null {
  if (known === null || found === null) return null;
  const names = [...new Set([...Object.keys(known), ...Object.keys(found)])];
  const other = names.filter((name) => !Object.hasOwn(known, name) || !Object.hasOwn(found, name));
  if (other.length > 0) return `different fields (${other.join(", ")})`;
  const changed = names.find((name) => known[name] !== found[name]);
  return changed === undefined
    ? null
    : `a different type for field '${changed}' (${known[changed]} and not ${found[changed]})`;
}
