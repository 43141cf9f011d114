/**
 * The library of Zarr. It is imported by name here alone, as that of Parquet is in
 * `parquet_library.ts`.
 *
 * @module
 */
export * from "zarrita";
