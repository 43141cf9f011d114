/**
 * Reads the JSON form of an encoded file.
 *
 * @module
 */
import { describedBy } from "./described_by.ts";
import { createTyped, elementCount } from "./array_type.ts";
import type { ByteSource } from "./byte_source.ts";
import type { JsonDocument } from "./data_file_json.ts";
import type { DType } from "./array.ts";
import type { DataFile, DataFileArray, DataFileGroup } from "./data_file.ts";
import { corrupt, requireArray, requireAttributes, requireRows } from "./read_data_parts.ts";
import { DTYPES } from "./schema/schema.ts";

/** Bytes that a file in JSON may have: no text has more. */
const MOST_BYTES = 2 ** 29;

/** The file in JSON, which is read whole. */
export function jsonDataFile(path: string, source: ByteSource, only: string | null): DataFile {
  if (source.size > MOST_BYTES) {
    const found = `found ${source.size}`;
    throw corrupt(path, `a file in JSON must have at most ${MOST_BYTES} bytes, ${found}`);
  }
  const text = new TextDecoder().decode(source.read(0, source.size));
  source.close();
  let document: JsonDocument;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw corrupt(path, "it is no JSON, or was cut short", cause);
  }
  const attributes = requireAttributes(path, document.trunnion);
  const groups = new Map<string, DataFileGroup>();
  for (const [name, { rows_per_body: rowsPerBody, arrays }] of Object.entries(document.groups)) {
    if (only !== null && name !== only) continue;
    const members = Object.entries(arrays).map(([array, found]): [string, DataFileArray] => {
      const { dtype, shape, dims } = found;
      if (!DTYPES.includes(dtype as DType) || found.data.length !== elementCount(shape)) {
        throw corrupt(path, `'${name}/${array}' has another type or size than it says`);
      }
      return [array, { shape, spec: { dims, dtype: dtype as DType, ...describedBy(found) } }];
    });
    const group = { rowsPerBody, arrays: new Map(members) };
    requireRows(path, name, group, attributes.bodies.length);
    groups.set(name, group);
  }
  return {
    path,
    attributes,
    groups,
    readArray(key) {
      const { spec: { dtype }, shape } = requireArray(path, groups, key);
      const slash = key.indexOf("/");
      const { data } = document.groups[key.slice(0, slash)].arrays[key.slice(slash + 1)];
      const out = createTyped(dtype, data.length);
      try {
        data.forEach((value, i) => {
          if (out instanceof BigInt64Array) out[i] = BigInt(value);
          else out[i] = Number(value);
        });
      } catch (cause) {
        throw corrupt(path, `'${key}' must hold ${dtype} numbers`, cause);
      }
      return { data: out, shape };
    },
    close: () => {},
  };
}
