/**
 * The rows of a group as a table of Arrow, over the memory that they were read into.
 *
 * @module
 */
import type * as Arrow from "apache-arrow";
import type { DType, TypedArray } from "../../storage/array.ts";
import { arrowNumber } from "./arrow_number.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import { fullName } from "../read/extra_column.ts";
import { arrayNames } from "../read/kind_names.ts";
import type { DatasetReader } from "../read/reader.ts";

/** A code of a dictionary is the place of its name: beyond this there would be too many gaps. */
const MOST_CODES = 1 << 16;

/**
 * Makes a table of a group: a column for each array with a value for each of its rows, by the
 * array's name; others, such as `num_nodes`, are left out. Numbers are the memory that they were
 * read into; several a row are lists of a fixed size over it. Beside a column of codes there is one
 * of their names, e.g. `face_types_name`, as a dictionary. What an array has for a missing value is
 * null.
 *
 * @param samples whose rows are taken, by their positions; all without them
 * @throws {DatasetError} when there is no such group
 */
export async function groupArrow(
  arrow: typeof Arrow,
  reader: DatasetReader,
  group: string,
  samples: readonly number[] | null,
): Promise<Arrow.Table> {
  const infos = reader.arrays.arrays(group).filter(({ name }) => name !== `body_offsets_${group}`);
  const rows = Math.max(0, ...infos.map(({ shape }) => shape[0] ?? 0));
  const columns: Record<string, Arrow.Vector> = {};
  for (const info of infos.filter(({ shape }) => shape[0] === rows)) {
    const data = await rowsOf(reader, info, samples);
    columns[info.name] = numbers(arrow, info, data);
    if (info.shape.length !== 1) continue;
    const names = arrayNames(reader, info);
    if (names !== null) {
      columns[`${info.name}_name`] = namesOf(arrow, info, data, names.names);
    }
  }
  for (const extra of await reader.extraColumns()) {
    if (extra.group !== group) continue;
    const { offsets } = await reader.layout(infos.find(({ shape }) => shape[0] === rows)!);
    const values = spansOf(samples, offsets).flatMap(([start, end]) =>
      Array.from(extra.values).slice(start, end)
    );
    columns[fullName(extra)] = arrow.vectorFromArray(values);
  }
  return new arrow.Table(columns as never) as Arrow.Table;
}

async function rowsOf(
  reader: DatasetReader,
  info: ArrayInfo,
  samples: readonly number[] | null,
): Promise<TypedArray> {
  if (samples === null) return (await reader.read(info.group, info.name)).data;
  const { offsets } = await reader.layout(info);
  return (await reader.readSpans(info.group, info.name, spansOf(samples, offsets).flat())).data;
}

/** The rows of some samples, or of all, as ranges. */
function spansOf(
  samples: readonly number[] | null,
  offsets: Float64Array,
): (readonly [start: number, end: number])[] {
  if (samples === null) return [[0, offsets[offsets.length - 1]]];
  return samples.map((s) => [offsets[s], offsets[s + 1]] as const)
    .filter(([start, end]) => end > start);
}

function numbers(arrow: typeof Arrow, info: ArrayInfo, data: TypedArray): Arrow.Vector {
  const width = info.shape.slice(1).reduce((product, size) => product * size, 1);
  const validity = width === 1 && info.shape.length === 1 ? validityOf(data, info.missing) : {};
  let found: Arrow.Data = arrow.makeData({
    // Of any number type; the library's types want to know which.
    type: arrowNumber(arrow, info.dtype as DType) as Arrow.Float32,
    length: data.length,
    data: data as Float32Array,
    nullCount: 0,
    ...validity,
  });
  let length = data.length;
  for (const size of info.shape.slice(1).reverse()) {
    length = size === 0 ? 0 : length / size;
    const type = new arrow.FixedSizeList(size, new arrow.Field("item", found.type, false));
    found = arrow.makeData({ type, length, nullCount: 0, child: found });
  }
  return new arrow.Vector([found]);
}

/** The names of codes: a dictionary over them where each code can be a place in it. */
function namesOf(
  arrow: typeof Arrow,
  info: ArrayInfo,
  data: TypedArray,
  names: ReadonlyMap<number, string>,
): Arrow.Vector {
  let low = 0, high = Math.max(0, ...names.keys());
  for (let i = 0; i < data.length; i++) {
    const code = Number(data[i]);
    if (code === info.missing) continue;
    if (code < low) low = code;
    if (code > high) high = code;
  }
  const isPlace = !(data instanceof BigInt64Array) && !info.dtype.startsWith("float");
  if (!isPlace || low < 0 || high >= MOST_CODES) {
    const values = Array.from(data as ArrayLike<number>, (code) => names.get(Number(code)) ?? null);
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
    return arrow.vectorFromArray(values, type);
  }
  // A code without a name is shown as it is.
  const words = Array.from({ length: high + 1 }, (_, code) => names.get(code) ?? String(code));
  const dictionary = arrow.vectorFromArray(words, new arrow.Utf8());
  const index = arrowNumber(arrow, info.dtype as DType) as Arrow.Int32;
  return new arrow.Vector([
    arrow.makeData({
      type: new arrow.Dictionary(new arrow.Utf8(), index),
      length: data.length,
      nullCount: 0,
      ...validityOf(data, info.missing),
      // Apache Arrow writes memory once that two successive buffers share, and what it has written
      // cannot be read: so these are not the memory of the codes.
      data: data.slice() as Int32Array,
      dictionary,
    }),
  ]);
}

/** Which values are there, a bit each; nothing where all are. NaN says itself that it is none. */
function validityOf(
  data: TypedArray,
  missing: number | null,
): { nullCount?: number; nullBitmap?: Uint8Array } {
  if (missing === null || Number.isNaN(missing)) return {};
  const nullBitmap = new Uint8Array(Math.ceil(data.length / 8));
  let nullCount = 0;
  for (let i = 0; i < data.length; i++) {
    if (Number(data[i]) === missing) nullCount++;
    else nullBitmap[i >> 3] |= 1 << (i & 7);
  }
  return nullCount === 0 ? {} : { nullCount, nullBitmap };
}
