/**
 * The library of Parquet. It is imported by name here alone: Deno goes through node_modules once
 * for each import that names a package, 2 ms of processor time each.
 *
 * @module
 */
export * from "hyparquet";
export { parquetHeader } from "hyparquet/src/column.js";
export { readVarInt } from "hyparquet/src/thrift.js";
