/** The metadata documents of groups and arrays. @module */
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import { readDocument } from "../read/zarr_document.ts";

/** The root repeats every document, for readers that cannot list; both must say the same. */
export const checkDocuments: Check = {
  name: "documents",
  rule: "the root's metadata says of every array what its own document says",
  async whole({ reader, store }, found) {
    const root = await readDocument(store, "", reader.location);
    const members = membersOf(root);
    for (const group of reader.arrays.groups()) {
      for (const { name, shape, dims } of reader.arrays.arrays(group)) {
        const where = `${group}/${name}`;
        found.checked++;
        const own = await readDocument(store, where, reader.location);
        if (members !== null && canonical(members[where]) !== canonical(own)) {
          found.add({ where, problem: "the root's metadata says something else of it" });
        }
        if (dims.length !== shape.length) {
          found.add({ where, problem: "it must have a name for each of its dimensions" });
        }
      }
    }
    if (members !== null) checkAttributes(root, found);
  },
};

function checkAttributes(root: Readonly<Record<string, unknown>> | null, found: Findings): void {
  const own = (root?.attributes as Record<string, unknown> | undefined)?.trunnion;
  if (typeof own === "object" && own !== null && "format" in own && own.format === 1) return;
  found.add({ where: "zarr.json", problem: "its attributes must name the format of the dataset" });
}

/** The documents that the root repeats; null where it repeats none. */
function membersOf(root: Readonly<Record<string, unknown>> | null): Record<string, unknown> | null {
  const consolidated = root?.consolidated_metadata;
  if (typeof consolidated !== "object" || consolidated === null) return null;
  const { metadata } = consolidated as { metadata?: unknown };
  return typeof metadata === "object" && metadata !== null
    ? metadata as Record<string, unknown>
    : null;
}

/** JSON with keys in order, so that equal documents are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, one) =>
      typeof one === "object" && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a < b ? -1 : 1))
        : one,
  ) ?? "";
}
