/** The infoset by itself. @module */
import type { Check } from "./check.ts";

/** Ids count from 0, names are unique, and a file's rows agree on it. */
export const checkInfoset: Check = {
  name: "infoset",
  rule: "ids count from 0, names occur once, and the rows of one file agree on it",
  async whole({ reader }, found) {
    const { infoset } = reader;
    if (infoset === null) return;
    const column = async (name: string) => infoset.has(name) ? await reader.infoColumn(name) : null;
    const [ids, names, fileIds] = [
      await column("id"),
      await column("name"),
      await column("file_id"),
    ];
    found.checked += reader.sampleCount;
    ids?.forEach((id, sample) => {
      if (id !== sample) {
        found.add({
          where: "infoset/id",
          problem: "ids must count from 0",
          sample,
          value: String(id),
        });
      }
    });
    const seen = new Set<unknown>();
    names?.forEach((name, sample) => {
      if (!seen.has(name)) return void seen.add(name);
      const problem = "two samples have one name";
      found.add({ where: "infoset/name", problem, sample, value: String(name) });
    });
    if (fileIds === null) return;
    fileIds.forEach((id, sample) => {
      const before = sample === 0 ? -1 : Number(fileIds[sample - 1]);
      if (id === before && sample > 0 || id === before + 1) return;
      const problem = "file ids must count from 0, and never fall";
      found.add({ where: "infoset/file_id", problem, sample, value: String(id) });
    });
    for (const name of ["file", "file_hash", "format", "units"]) {
      const values = await column(name);
      values?.forEach((value, sample) => {
        if (sample === 0 || fileIds[sample] !== fileIds[sample - 1]) return;
        if (value === values[sample - 1]) return;
        const problem = "rows of one file must agree on it";
        found.add({ where: `infoset/${name}`, problem, sample, value: String(value) });
      });
    }
    const own = reader.arrays.attributes.trunnion as { file_count?: unknown } | undefined;
    const files = new Set(fileIds).size;
    if (own?.file_count !== undefined && own.file_count !== files) {
      const problem = "file_count must be the number of the infoset's files";
      found.add({ where: "zarr.json", problem, value: `${own.file_count}, not ${files}` });
    }
  },
};
