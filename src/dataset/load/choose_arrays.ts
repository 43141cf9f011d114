/**
 * Which arrays samples are made of, and how their rows lie.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { DType, TypedArray } from "../../storage/array.ts";
import { elementCount } from "../../storage/array_type.ts";
import { DTYPES } from "../../storage/schema/schema.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";
import { geometryOf } from "./array_geometry.ts";
import { frameArrays } from "./body_frame.ts";
import { joinedArrays } from "../query/joined_arrays.ts";
import type { LoadedArray } from "./loaded_array.ts";
import type { SampleOptions } from "./sample_options.ts";

/** The arrays that samples have under the given options, and those that help to make them. */
export async function chooseArrays(
  reader: DatasetReader,
  options: SampleOptions,
): Promise<LoadedArray[]> {
  const groups = options.groups ?? reader.arrays.groups();
  const turned = options.rotate !== undefined && options.rotate !== false;
  const wanted = groups.flatMap((group) => reader.arrays.arrays(group))
    .filter(({ group, name }) => !isMergeArray(name, group));
  const loaded = new Map<string, LoadedArray>();
  for (const info of wanted) {
    const array = await loadedArray(reader, info, options, false);
    const lost = turned && array.geometry?.alongAxes === true;
    if (!lost) loaded.set(array.key, array);
  }
  for (const { info, data, offsets } of await joinedArrays(reader, groups)) {
    const key = `${info.group}/${info.name}`;
    if (!loaded.has(key)) loaded.set(key, joinedArray(key, info, data, offsets));
  }
  const framed = options.center === true || options.scale === true;
  const find = (key: string) => {
    const [group, name] = key.split("/");
    return reader.arrays.find(group, name);
  };
  for (const key of framed ? frameArrays((one) => find(one) !== null) : []) {
    if (!loaded.has(key)) {
      loaded.set(key, await loadedArray(reader, find(key)!, options, true));
    }
  }
  requireOwnGeometry(options, wanted);
  return [...loaded.values()];
}

/** Refuses what is said of an array that is not read, or whose integers cannot be turned. */
function requireOwnGeometry({ geometry = {} }: SampleOptions, infos: readonly ArrayInfo[]): void {
  for (const key of Object.keys(geometry)) {
    const info = infos.find(({ group, name }) => `${group}/${name}` === key);
    if (info?.dtype.startsWith("float")) continue;
    const names = infos.map(({ group, name }) => `${group}/${name}`);
    throw new UsageError(
      `Cannot say what '${key}' is in space: it must be an array of floats that is read, ${
        info === undefined ? `and is none. ${suggestNames(key, names)}` : `found ${info.dtype}`
      }`,
      { data: { key } },
    );
  }
}

async function loadedArray(
  reader: DatasetReader,
  info: ArrayInfo,
  options: SampleOptions,
  helper: boolean,
): Promise<LoadedArray> {
  const { offsets, single } = await reader.layout(info);
  const key = `${info.group}/${info.name}`;
  const width = info.shape.slice(1);
  return {
    key,
    group: info.group,
    name: info.name,
    dtype: DTYPES.find((name) => name === info.dtype) ?? "float64",
    width,
    rowSize: elementCount(width),
    offsets,
    single: single && offsets[reader.sampleCount] === reader.sampleCount,
    geometry: geometryOf(key, options.geometry),
    relative: info.attributes.origin === "body",
    joined: null,
    helper,
  };
}

function joinedArray(
  key: string,
  { group, name, dtype }: ArrayInfo,
  joined: TypedArray,
  offsets: Float64Array,
): LoadedArray {
  const rest = { width: [], rowSize: 1, single: false, geometry: null, relative: false };
  return { key, group, name, dtype: dtype as DType, offsets, joined, helper: false, ...rest };
}
