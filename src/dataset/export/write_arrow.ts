/** Exports samples as files of Arrow, with arrays as nested lists. @module */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ColumnType } from "../../storage/parquet.ts";
import { arrowNumber } from "../table/arrow_number.ts";
import type { ExportedColumn, ExportPlan } from "./export_plan.ts";
import { featuresJson } from "./hub_features.ts";
import { type Block, type ExportedArray, readBlock, shardsOf } from "./read_block.ts";
import { shardName } from "./exported_shard.ts";
import type * as Arrow from "apache-arrow";

/** Bytes of the arrays of a record batch. */
const BATCH_BYTES = 16 << 20;

/** Writes `<subset>-00000-of-00001.arrow`, in Arrow's file format. */
export async function writeArrow(
  plan: ExportPlan,
  folder: string,
  shardBytes: number,
): Promise<void> {
  // It takes a tenth of a second to import.
  const arrow = await import("apache-arrow");
  for (const [subset, samples] of plan.subsets) {
    const parts = shardsOf(samples, plan.arrays, shardBytes);
    for (const [i, part] of parts.entries()) {
      const bytes = arrow.tableToIPC(await table(arrow, plan, part), "file");
      writeFileSync(join(folder, `${shardName(subset, i, parts.length)}.arrow`), bytes);
    }
  }
}

async function table(
  arrow: typeof Arrow,
  { reader, columns, arrays, about }: ExportPlan,
  samples: readonly number[],
): Promise<Arrow.Table> {
  const batches: { fields: Arrow.Field[]; children: Arrow.Data[]; length: number }[] = [];
  for (const group of shardsOf(samples, arrays, BATCH_BYTES)) {
    const data = columns.map((column) => columnData(arrow, column, group));
    for (const array of arrays) {
      data.push(arrayData(arrow, array, await readBlock(reader, array, group)));
    }
    const names = [...columns.map(({ name }) => name), ...arrays.map(({ key }) => key)];
    const fields = data.map(({ type }, i) => new arrow.Field(names[i], type, i < columns.length));
    batches.push({ fields, children: data, length: group.length });
  }
  const metadata = new Map([
    ["trunnion", JSON.stringify(about)],
    ["huggingface", JSON.stringify(featuresJson(columns, arrays, about))],
  ]);
  const schema = new arrow.Schema(batches[0].fields, metadata);
  return new arrow.Table(
    schema,
    batches.map(({ children, length }) => {
      const type = new arrow.Struct(schema.fields);
      return new arrow.RecordBatch(
        schema,
        arrow.makeData({ type, length, nullCount: 0, children }),
      );
    }),
  );
}

function columnData(
  arrow: typeof Arrow,
  { type, values }: ExportedColumn,
  samples: readonly number[],
): Arrow.Data {
  const own = samples.map((s) =>
    type === "int64" && values[s] !== null ? BigInt(values[s] as number) : values[s]
  );
  return arrow.vectorFromArray(own, valueType(arrow, type)).data[0];
}

/** The numbers as they are, in a list for each further dimension. */
function arrayData(
  arrow: typeof Arrow,
  { dtype, oneASample }: ExportedArray,
  { data, shape, counts }: Block,
): Arrow.Data {
  let found: Arrow.Data = arrow.makeData({
    // Of any number type; the library's types want to know which.
    type: arrowNumber(arrow, dtype) as Arrow.Float32,
    length: data.length,
    nullCount: 0,
    data: data as Float32Array,
  });
  let length = data.length;
  for (const size of shape.slice(1).reverse()) {
    length = size === 0 ? 0 : length / size;
    const list = new arrow.FixedSizeList(size, item(arrow, found));
    found = arrow.makeData({ type: list, length, nullCount: 0, child: found });
  }
  if (oneASample) return found;
  const valueOffsets = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => valueOffsets[i + 1] = valueOffsets[i] + count);
  const list = new arrow.List(item(arrow, found));
  return arrow.makeData({
    type: list,
    length: counts.length,
    nullCount: 0,
    valueOffsets,
    child: found,
  });
}

function item(arrow: typeof Arrow, { type }: Arrow.Data): Arrow.Field {
  return new arrow.Field("item", type, false);
}

function valueType(arrow: typeof Arrow, type: ColumnType): Arrow.DataType {
  switch (type) {
    case "string":
      return new arrow.Utf8();
    case "boolean":
      return new arrow.Bool();
    case "timestamp":
      return new arrow.TimestampMillisecond("UTC");
    default:
      return arrowNumber(arrow, type);
  }
}
