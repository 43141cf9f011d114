/**
 * The JSON form of an encoded file, for eyes and for tools that know no Zarr.
 *
 * @module
 */
import { fs } from "../base/node/builtins.ts";
import type { MissingValue, TypedArray } from "./array.ts";
import { writeAtomically } from "./atomic_write.ts";
import type { EncodedFile } from "./encoded_file.ts";

/** One array in the JSON form. */
interface JsonArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly dims: readonly string[];
  readonly description?: string;
  readonly missing?: MissingValue;
  readonly codes?: Readonly<Record<string, number>>;
  readonly attributes?: Readonly<Record<string, string>>;
  /** In C order. Integers that a double cannot hold are texts. */
  readonly data: readonly (number | string)[];
}

/** The whole document. */
export interface JsonDocument {
  readonly trunnion: unknown;
  readonly groups: Readonly<
    Record<
      string,
      { readonly rows_per_body: readonly number[]; arrays: Readonly<Record<string, JsonArray>> }
    >
  >;
}

/** Writes the file, whole or not at all, and returns its size in bytes. */
export function writeJsonFile(path: string, file: EncodedFile): number {
  const groups = [...file.groups].map(([group, { rowsPerBody, arrays }]) => {
    const written = [...arrays].map(([name, { spec, array }]) => {
      const { dtype, ...described } = spec;
      return [name, { dtype, shape: array.shape, ...described, data: toJson(array.data) }];
    });
    return [group, { rows_per_body: rowsPerBody, arrays: Object.fromEntries(written) }];
  });
  const document: JsonDocument = {
    trunnion: file.attributes,
    groups: Object.fromEntries(groups),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  writeAtomically(path, (temporary) => fs().writeFileSync(temporary, bytes));
  return bytes.length;
}

function toJson(data: TypedArray): (number | string)[] {
  if (!(data instanceof BigInt64Array)) {
    return Array.from(data, (value) => Number.isNaN(value) ? "NaN" : value);
  }
  return Array.from(data, (value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  });
}
