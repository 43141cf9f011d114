/** What files of one sample are called. @module */
import type { TableValue } from "../read/parquet_table.ts";

/** `<position>_<name>`, without what a file's name cannot have everywhere. */
export function sampleFileName(sample: number, name: TableValue | undefined): string {
  const kept = String(name ?? "sample").replace(/[^\p{L}\p{N}._-]/gu, "_").slice(0, 80);
  return `${String(sample).padStart(6, "0")}_${kept}`;
}
