/** The ids that each row carries. @module */
import { isMergeArray } from "../read/array_groups.ts";
import type { Check } from "./check.ts";

/** `file_id_code_*` and `body_id_code_*` are the ids that the infoset gives the row's sample. */
export const checkIds: Check = {
  name: "ids",
  rule: "each row carries the ids of its sample and its file",
  async block(block, found) {
    for (const key of block.keys) {
      const [group, name] = key.split("/");
      if (!isMergeArray(name, group)) continue;
      const array = await block.read(key);
      if (array === null) continue;
      const ids = name.startsWith("file") ? block.reader.fileIds() : block.reader.sampleIds();
      const expected = await ids;
      block.eachRow(array, (sample, row, at) => {
        found.checked++;
        if (array.data[at] === expected[sample]) return;
        found.add({
          where: key,
          problem: "it is not the infoset's",
          sample,
          row,
          value: array.data[at],
        });
      });
    }
  },
};
