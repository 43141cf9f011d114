/**
 * Schemas of any library: the Standard Schema interface (standardschema.dev, version 1), which
 * Zod, Valibot, ArkType and others speak.
 *
 * @module
 */

/** A schema that checks a value, and may make another of it. */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** What a library says of itself, and how it checks. */
  readonly "~standard": {
    readonly version: 1;
    /** The library, e.g. `"zod"`. */
    readonly vendor: string;
    validate(value: unknown): SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** For inference alone; never there at run time. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** What a check says. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong. */
export interface StandardIssue {
  /** What is wrong, in words. */
  readonly message: string;
  /** The keys that lead to the value, or objects that hold a key. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
