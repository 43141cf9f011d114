/** Reading deno.json. @module */
import stripJsonComments from "strip-json-comments";

/** What of a deno.json is of interest here. */
interface DenoConfig {
  readonly imports?: Readonly<Record<string, string>>;
  readonly importMap?: string;
  readonly links?: readonly string[];
  readonly workspace?: unknown;
}

/** A deno.json or deno.jsonc, comments in either; null where there is none, or it is broken. */
export function readDenoConfig(path: string): DenoConfig | null {
  try {
    return JSON.parse(stripJsonComments(Deno.readTextFileSync(path), { trailingCommas: true }));
  } catch {
    return null;
  }
}
