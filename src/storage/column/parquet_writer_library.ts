/**
 * The library that writes Parquet, imported by name here alone, as the one that reads it is in
 * `storage/parquet_library.ts`.
 *
 * @module
 */
export {
  type BasicType,
  ByteWriter,
  type ColumnSource,
  fileWriter,
  parquetWriteBuffer,
  ParquetWriter,
} from "hyparquet-writer";
