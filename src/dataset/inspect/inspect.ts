/**
 * A quick look into any file of data, whoever wrote it.
 *
 * @module
 */
import type { InspectOptions } from "./look_inside.ts";
import type { Inspection } from "./inspection.ts";

/**
 * Looks into a file: a flow's folder, its `.flow` or `.dataset`, a pack, an encoded file (`.data`),
 * any Zarr store (v2 or v3, a folder or a zip) and any Parquet file. It says what the file is and
 * who wrote it, and of each column or array its type, shape, chunks, bytes, how many values are
 * missing and what the values come to. Of large files a part is looked at, and it says so. What
 * cannot be decoded (complex numbers, an unknown codec) is told in `problem` of the column.
 *
 * @example
 * ```ts
 * import { inspect } from "trunnion";
 *
 * if (import.meta.main) {
 *   const found = await inspect("weather.zarr"); // or "sales.parquet"
 *   console.log(String(found)); // one screen; a cell that ends with `found` shows it
 *   console.log(found.column("temperature")?.mean);
 * }
 * ```
 *
 * @throws {UsageError} for an option that there is not, or a file of another kind
 * @throws {DatasetError} when there is no such file, or it is damaged
 * @throws {CorruptData} when an encoded file is damaged
 */
export async function inspect(file: string, options: InspectOptions = {}): Promise<Inspection> {
  const { lookInside } = await import("./look_inside.ts");
  return await lookInside(file, options);
}
