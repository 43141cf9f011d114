/**
 * How many samples a dataset has.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import type { ArrayGroups } from "./array_groups.ts";
import type { ParquetTable } from "./parquet_table.ts";

/** Samples that are believed in where no infoset has a row for each. */
const MOST_SAMPLES = 2 ** 26;

/** The number of samples, by whichever part knows it; where several do, they must agree. */
export function countSamples(
  arrays: ArrayGroups,
  infoset: ParquetTable | null,
  location: string,
): number {
  const own = arrays.attributes.trunnion;
  const declared = typeof own === "object" && own !== null && "sample_count" in own
    ? own.sample_count
    : null;
  if (declared !== null && !(Number.isSafeInteger(declared) && Number(declared) >= 0)) {
    throw new DatasetError(
      `Cannot open '${location}': 'sample_count' must be a whole number from 0, found ` +
        `${JSON.stringify(declared)}. It was damaged; run the flow again`,
      { data: { location } },
    );
  }
  if (infoset === null) {
    const count = declared === null ? countByOffsets(arrays) : Number(declared);
    if (count <= MOST_SAMPLES) return count;
    throw new DatasetError(
      `Cannot open '${location}': without an infoset there may be ${MOST_SAMPLES} samples, found ` +
        `${count}. Put the .infoset beside the .dataset`,
      { data: { location, count } },
    );
  }
  if (declared !== null && declared !== infoset.length) {
    throw new DatasetError(
      `Cannot open '${location}': the dataset has ${declared} samples and '${infoset.name}' has ` +
        `${infoset.length} rows. They are not of the same run; run the flow again`,
      { data: { location, samples: declared, rows: infoset.length } },
    );
  }
  return infoset.length;
}

function countByOffsets(arrays: ArrayGroups): number {
  for (const group of arrays.groups()) {
    const offsets = arrays.find(group, `body_offsets_${group}`);
    if (offsets !== null) return Math.max(0, (offsets.shape[0] ?? 0) - 1);
  }
  return 0;
}
