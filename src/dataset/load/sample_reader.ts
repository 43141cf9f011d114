/**
 * Reads samples: their arrays, prepared, and their metadata.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { plainText } from "../../base/plain_text.ts";
import { shownValue } from "../../page/shown_value.ts";
import type { TypedArray } from "../../storage/array.ts";
import { isOneASample } from "../../storage/body_rows.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import { fullName } from "../read/extra_column.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { geometryOf } from "./array_geometry.ts";
import { arraysLine, arraysPage } from "./arrays_page.ts";
import { readBlock, readHere } from "./block.ts";
import { gather, type Gathered, type PlacedSample, plainArrays } from "./gathered.ts";
import { chooseArrays } from "./choose_arrays.ts";
import type { LoadedArray } from "./loaded_array.ts";
import { type Draw, prepare } from "./prepare.ts";
import type { Sample } from "./sample.ts";
import type { SampleOptions } from "./sample_options.ts";

/** Groups in whose rows indices of other groups count. */
const COUNTED = ["faces", "edges", "coedges", "vertices", "mesh_points"];

/** What is known of all samples before one is read. */
interface SampleLayout {
  readonly arrays: readonly LoadedArray[];
  /** The first row of each sample in groups that others count in. */
  readonly offsets: ReadonlyMap<string, Float64Array>;
  /** The samples' ids in the infoset. */
  readonly ids: readonly number[];
}

/** Reads samples of a dataset by their positions in it. */
export class SampleReader {
  readonly reader: DatasetReader;
  readonly options: SampleOptions;
  #layout: Promise<SampleLayout> | null = null;

  constructor(reader: DatasetReader, options: SampleOptions) {
    this.reader = reader;
    this.options = options;
    for (const group of options.groups ?? []) reader.arrays.arrays(group); // refuses unknown ones
    requireFittingScaler(options);
  }

  /** What is known before a sample is read. */
  layout(): Promise<SampleLayout> {
    return this.#layout ??= this.#readLayout();
  }

  /** Reads one sample; null draws nothing, and gives what is stored. */
  async read(index: number, draw: Draw | null): Promise<Sample> {
    const { arrays } = await this.layout();
    const block = await readBlock([index], arrays, readHere(this.reader.arrays));
    return await this.sample({ block, place: 0 }, draw);
  }

  /** Makes a sample of what was read. */
  async sample(placed: PlacedSample, draw: Draw | null): Promise<Sample> {
    const { arrays, ids } = await this.layout();
    const index = placed.block.samples[placed.place];
    const gathered = draw === null
      ? gather([placed], arrays)
      : this.prepared([placed], arrays, draw);
    const metadata = await this.metadata(index);
    return shownSample({ index, id: ids[index], metadata, arrays: plainArrays(gathered) });
  }

  /** The arrays of some samples, prepared. */
  prepared(
    placed: readonly PlacedSample[],
    arrays: readonly LoadedArray[],
    draw: Draw,
  ): Gathered[] {
    const gathered = gather(placed, arrays);
    const samples = placed.map(({ block, place }) => block.samples[place]);
    prepare(gathered, samples, this.options, draw);
    return gathered;
  }

  /** A sample's row of the infoset, and what was joined to it. */
  async metadata(index: number): Promise<Record<string, TableValue>> {
    const columns = this.options.columns ?? this.reader.infoset?.columns ?? [];
    const values = await this.reader.infoRow(columns, index);
    const joined = (await this.reader.extraColumns()).filter(({ group }) => group === null);
    return Object.fromEntries([
      ...columns.map((name, i) => [name, values[i]] as const),
      ...joined.map((column) => [fullName(column), column.values[index]] as const),
    ]);
  }

  async #readLayout(): Promise<SampleLayout> {
    const arrays = await chooseArrays(this.reader, this.options);
    const offsets = new Map<string, Float64Array>();
    for (const group of COUNTED) {
      const own = await this.#groupOffsets(group);
      if (own !== null) offsets.set(group, own);
    }
    return { arrays, offsets, ids: await this.reader.sampleIds() };
  }

  async #groupOffsets(group: string): Promise<Float64Array | null> {
    const { arrays } = this.reader;
    if (arrays.groups().includes(group)) {
      const rows = (info: ArrayInfo) => !isMergeArray(info.name, group) && !isOneASample(info);
      const found = arrays.arrays(group).find(rows);
      if (found !== undefined) return (await this.reader.layout(found)).offsets;
    }
    if (group !== "faces" || arrays.find("graph", "num_nodes") === null) return null;
    return sums((await this.reader.read("graph", "num_nodes")).data);
  }
}

/** The sums of all that come before each, and of all. */
function sums(data: TypedArray): Float64Array {
  const offsets = new Float64Array(data.length + 1);
  for (let i = 0; i < data.length; i++) offsets[i + 1] = offsets[i] + Number(data[i]);
  return offsets;
}

/** A sample that says what it is, in place of all its numbers. */
function shownSample(sample: Sample): Sample {
  const { index, id, metadata, arrays } = sample;
  const name = String(metadata.name ?? id);
  return shownValue(sample, {
    line: () => `Sample ${index} '${plainText(name)}': ${arraysLine(arrays)}`,
    page: () =>
      arraysPage({
        title: name,
        lead: [`sample ${index}, id ${id}`],
        arrays,
        metadata,
        next: [`const { data, shape } = sample.arrays[${JSON.stringify(Object.keys(arrays)[0])}]`],
      }),
  });
}

/** Refuses a scaler of features that are other numbers here. */
function requireFittingScaler({ scaler, ...options }: SampleOptions): void {
  if (scaler === undefined) return;
  for (const name of ["center", "scale"] as const) {
    const [here, fitted] = [options[name] === true, scaler.origin[name]];
    if (here === fitted) continue;
    throw new UsageError(
      `Cannot use the scaler: '${name}' must be ${fitted}, as where it was fitted, found ` +
        `${here}. ` +
        "Fit another one with these options",
      { data: { option: name, fitted } },
    );
  }
  if (options.rotate !== true) return;
  const turned = Object.keys(scaler.arrays).find((key) => {
    const geometry = geometryOf(key, options.geometry);
    return geometry?.points !== undefined || geometry?.vectors !== undefined || geometry?.tensor;
  });
  if (turned === undefined) return;
  throw new UsageError(
    `Cannot use the scaler with \`rotate\`: it must scale nothing that turns, found '${turned}'. ` +
      "Fit another one without it, by `arrays`",
    { data: { key: turned } },
  );
}
