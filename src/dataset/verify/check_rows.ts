/** How rows belong to samples. @module */
import { isOneASample } from "../../storage/body_rows.ts";
import { isMergeArray } from "../read/array_groups.ts";
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import type { VerifyTarget } from "./verify_target.ts";

/** The offsets of a group divide all its arrays, or an array has one row a sample. */
export const checkRows: Check = {
  name: "rows",
  rule: "offsets begin at 0, never fall and end at the rows that all arrays of the group have",
  whole(target, found) {
    const { reader, arrays, unsound } = target;
    found.checked += arrays.size + unsound.size;
    for (const [where, problem] of unsound) found.add({ where, problem });
    checkOneASample(target, found);
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

/** Labels of bodies: two rows of one sample and none of the next would name the wrong ones. */
function checkOneASample({ reader, arrays }: VerifyTarget, found: Findings): void {
  for (const [key, { info, layout: { offsets } }] of arrays) {
    if (!isOneASample(info) || isMergeArray(info.name, info.group)) continue;
    for (let sample = 0; sample < reader.sampleCount; sample++) {
      found.checked++;
      const rows = offsets[sample + 1] - offsets[sample];
      if (rows === 1) continue;
      const problem = `it must have one row a sample, as its dimension '${info.dims[0]}' says`;
      found.add({ where: key, problem, sample, value: `${rows} rows` });
    }
  }
}

/** Whether a group is none that a merge has made: it has neither ids nor offsets. */
function isPlain(arrays: readonly { name: string }[]): boolean {
  return arrays.every(({ name }) => !/^(body_offsets|file_id_code|body_id_code)_/.test(name));
}
