/** Another column of texts in a Parquet file; the bytes of all others stay. @module */
import type { AsyncBuffer, FileMetaData } from "hyparquet";
import {
  type ChunkGroup,
  type ColumnChunk,
  columnChunk,
  type Compress,
  fileOfChunks,
  flatElement,
} from "../../storage/parquet_chunk.ts";
import { placeOf } from "../../storage/parquet_metadata.ts";

/** The column that is put in the place of the one of its name, or at the end. */
interface NewColumn {
  readonly name: string;
  /** One text a row; null for none. */
  readonly values: readonly (string | null)[];
  readonly compress: Compress;
}

/** The bytes of a file with one column changed. */
export async function withTextColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  { name, values, compress }: NewColumn,
): Promise<Uint8Array<ArrayBuffer>> {
  const columns = metadata.schema.slice(1);
  const at = columns.findIndex((column) => column.name === name);
  const place = at < 0 ? columns.length : at;
  const element = flatElement(name, "STRING", values.includes(null));
  columns.splice(place, at < 0 ? 0 : 1, element);
  const groups: ChunkGroup[] = [];
  let row = 0;
  for (const { columns: chunks, num_rows } of metadata.row_groups) {
    const rows = Number(num_rows);
    const own = values.slice(row, row + rows);
    const copies: ColumnChunk[] = [];
    for (const [i, { meta_data: found }] of chunks.entries()) {
      if (i === at || found === undefined) continue;
      const { start, end } = placeOf(found);
      copies.push({
        parts: [new Uint8Array(await file.slice(start, end))],
        metadata: {
          ...found,
          data_page_offset: found.data_page_offset - BigInt(start),
          // 0 says that there is none.
          dictionary_page_offset: found.dictionary_page_offset
            ? found.dictionary_page_offset - BigInt(start)
            : undefined,
          // What lies outside of the column is not copied.
          index_page_offset: undefined,
          bloom_filter_offset: undefined,
          bloom_filter_length: undefined,
        },
      });
    }
    copies.splice(place, 0, columnChunk(element, own, compress));
    groups.push({ rows, columns: copies });
    row += rows;
  }
  return fileOfChunks({
    columns,
    groups,
    keyValues: metadata.key_value_metadata,
    createdBy: metadata.created_by,
  });
}
