/** How rows belong to samples. @module */
import type { Check } from "./check.ts";

/** The offsets of a group divide all its arrays, or an array has one row a sample. */
export const checkRows: Check = {
  name: "rows",
  rule: "offsets begin at 0, never fall and end at the rows that all arrays of the group have",
  whole({ reader, arrays, unsound }, found) {
    found.checked += arrays.size + unsound.size;
    for (const [where, problem] of unsound) found.add({ where, problem });
    for (const group of reader.arrays.groups()) {
      for (
        const name of [`body_offsets_${group}`, `file_id_code_${group}`, `body_id_code_${group}`]
      ) {
        if (reader.arrays.find(group, name) !== null || isPlain(reader.arrays.arrays(group))) {
          continue;
        }
        found.add({ where: `${group}/${name}`, problem: "the group lacks it" });
      }
    }
  },
};

/** Whether a group is none that a merge has made: it has neither ids nor offsets. */
function isPlain(arrays: readonly { name: string }[]): boolean {
  return arrays.every(({ name }) => !/^(body_offsets|file_id_code|body_id_code)_/.test(name));
}
