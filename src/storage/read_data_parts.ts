/**
 * What the readers of both forms of an encoded file check.
 *
 * @module
 */
import { elementCount } from "./array_type.ts";
import { divideGroup } from "./body_rows.ts";
import { DATA_FORMAT, type EncodedAttributes } from "./encoded_file.ts";
import type { DataFileGroup } from "./data_file.ts";
import { splitKey } from "./schema/schema.ts";
import { suggestion } from "../base/suggest.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";

/** The error for a file that is not what it should be. */
export function corrupt(path: string, why: string, cause?: unknown): CorruptData {
  return new CorruptData(`Cannot read '${path}': ${why}`, { data: { file: path }, cause });
}

/** The root attributes, if they are those of an encoded file. */
export function requireAttributes(path: string, value: unknown): EncodedAttributes {
  const found = value as Partial<EncodedAttributes> | null | undefined;
  if (
    typeof found?.format !== "number" || !Array.isArray(found.bodies) ||
    !found.bodies.every((body) => typeof body === "object" && body !== null)
  ) {
    throw corrupt(path, "it has no attributes of Trunnion, so it is no encoded file");
  }
  if (found.format > DATA_FORMAT) {
    throw corrupt(
      path,
      `its layout has version ${found.format}, this version of Trunnion reads up to ` +
        `${DATA_FORMAT}. Update Trunnion, or encode the file again`,
    );
  }
  return found as EncodedAttributes;
}

/** Checks that a group's numbers of rows agree with one another and with the bodies. */
export function requireRows(
  path: string,
  name: string,
  { rowsPerBody, arrays }: DataFileGroup,
  bodies: number,
): void {
  const wholes = rowsPerBody.every((rows) => Number.isSafeInteger(rows) && rows >= 0);
  if (!wholes || rowsPerBody.length !== bodies) {
    throw corrupt(path, `group '${name}' must say the rows of each of its ${bodies} samples`);
  }
  const rows = rowsPerBody.reduce((sum, count) => sum + count, 0);
  const { perBody } = divideGroup(arrays);
  for (const [array, { shape }] of arrays) {
    const expected = perBody.has(array) ? bodies : rows;
    if (shape[0] === expected && Number.isSafeInteger(elementCount(shape))) continue;
    throw corrupt(path, `'${name}/${array}' has ${shape[0]} rows, its samples have ${expected}`);
  }
}

/** What is said of an array that a file has. */
export function requireArray(
  path: string,
  groups: ReadonlyMap<string, DataFileGroup>,
  key: string,
) {
  const place = splitKey(key);
  const found = place === null ? undefined : groups.get(place.group)?.arrays.get(place.array);
  if (found !== undefined) return found;
  const keys = [...groups].flatMap(([group, { arrays }]) =>
    [...arrays.keys()].map((array) => `${group}/${array}`)
  );
  throw new StorageError(
    `Cannot read '${key}' of '${path}': there is no such array${suggestion(key, keys)}. ` +
      `It has: ${keys.join(", ") || "none"}`,
    { data: { file: path, key } },
  );
}
