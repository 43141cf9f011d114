/**
 * Makes the plan of a merge from what the files say of themselves: it needs none of their numbers.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { ArraySpec } from "../../storage/array.ts";
import { bytesPerElement, elementCount } from "../../storage/array_type.ts";
import { divideGroup, isOneASample } from "../../storage/body_rows.ts";
import type { FileFacts } from "../../storage/byte_source.ts";
import type { DataFileArray, DataFileGroup } from "../../storage/data_file.ts";
import { compareSchemas } from "../../storage/schema/compare_schemas.ts";
import type { Schema } from "../../storage/schema/schema.ts";
import type { ToldFile } from "./ahead/told_files.ts";
import { chooseChunks } from "./chunking.ts";
import { MergeError } from "./merge_error.ts";
import type { ArrayPlan, GroupPlan, MergePlan, MergeSizes } from "./merge_plan.ts";

/** An array as the first file with rows of it has it. */
interface SeenArray {
  spec: ArraySpec;
  inner: readonly number[];
  file: string;
  /** The first file with each name of a code. */
  codesFrom?: Map<string, string>;
  /** What was found to fit before: files that are read one after the other share it. */
  fits: ArraySpec | null;
}

interface SeenGroup {
  readonly name: string;
  readonly perBody: boolean;
  arrays: ReadonlyMap<string, SeenArray>;
  /** A file that has rows of the group: what others are compared with. */
  model: string | null;
  readonly sampleRows: number[];
}

/** Gathers the plan, file by file, in the order of the samples. */
export class MergePlanBuilder {
  readonly #flowName: string;
  readonly #sizes: MergeSizes;
  readonly #files: string[] = [];
  readonly #facts: FileFacts[] = [];
  readonly #firstSample: number[] = [0];
  readonly #groups = new Map<string, SeenGroup>();
  readonly #profiles = new Map<string | number | null, string>();
  readonly #schemas = new Map<string, Schema | null>();

  constructor(flowName: string, sizes: MergeSizes = {}) {
    this.#flowName = flowName;
    this.#sizes = requireSizes(sizes);
  }

  /**
   * Adds a file's samples behind those of the files before it.
   *
   * @param facts What it looked like before it was opened.
   * @throws {MergeError} if its arrays are not those of the other files
   */
  add({ path, attributes, groups }: ToldFile, facts: FileFacts): void {
    for (const [name, { rowsPerBody, arrays }] of groups) {
      const { rows, perBody } = divideGroup(arrays);
      this.#addRows({ name, perBody: false }, path, rows, rowsPerBody);
      if (perBody.size === 0) continue;
      this.#addRows({ name, perBody: true }, path, perBody, rowsPerBody.map(() => 1));
    }
    this.#files.push(path);
    this.#facts.push(facts);
    this.#firstSample.push(this.#firstSample[this.#files.length - 1] + attributes.bodies.length);
    const { profile, schema } = attributes;
    if (!this.#profiles.has(profile)) this.#profiles.set(profile, path);
    if (schema === null) return;
    const text = JSON.stringify(schema);
    if (!this.#schemas.has(text)) this.#schemas.set(text, schema);
  }

  #addRows(
    { name, perBody }: Pick<SeenGroup, "name" | "perBody">,
    path: string,
    arrays: DataFileGroup["arrays"],
    rowsPerBody: readonly number[],
  ): void {
    const key = JSON.stringify([name, perBody]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { name, perBody, arrays: new Map(), model: null, sampleRows: [] };
      this.#groups.set(key, group);
    }
    addArrays(name, group, path, arrays, rowsPerBody.some((rows) => rows > 0));
    const first = this.#firstSample[this.#files.length];
    while (group.sampleRows.length < first) group.sampleRows.push(0);
    for (const rows of rowsPerBody) group.sampleRows.push(rows);
  }

  /** The schema that the files were made by; the first one where there are several. */
  get schema(): Schema | null {
    return [...this.#schemas.values()][0] ?? null;
  }

  /** The plan for all files added. */
  build(): MergePlan {
    const samples = this.#firstSample[this.#files.length];
    const warnings: string[] = [];
    if (this.#profiles.size > 1) {
      const found = [...this.#profiles].map(([profile, file]) => `${profile ?? "none"} in ${file}`);
      warnings.push(`The files have several feature profiles, so the dataset has none: ${found}`);
    }
    if (this.#schemas.size > 1) {
      const [first, second] = this.#schemas.values();
      const [change] = compareSchemas(first!, second!).changes;
      warnings.push(
        `The files were made by ${this.#schemas.size} different schemas; the dataset keeps the ` +
          `first. In the second, ${change?.sentence ?? "descriptions differ"}`,
      );
    }
    const unsaved = this.#unsaved();
    if (unsaved.length > 0) {
      warnings.push(
        `The schema names arrays that no file has: ${unsaved.join(", ")}. Save them, or take ` +
          "them out of the schema",
      );
    }
    return {
      flowName: this.#flowName,
      files: this.#files,
      facts: this.#facts,
      firstSample: this.#firstSample,
      groups: [...this.#groups.values()].map((group) => this.#groupPlan(group, samples)),
      profile: this.#profiles.size === 1 ? [...this.#profiles.keys()][0] : null,
      schema: this.schema,
      warnings,
    };
  }

  /** The arrays that the schema names, and nobody has saved. */
  #unsaved(): string[] {
    const saved = new Set(
      [...this.#groups.values()].flatMap(({ name, arrays }) =>
        [...arrays.keys()].map((array) => `${name}/${array}`)
      ),
    );
    const named = Object.entries(this.schema?.groups ?? {}).flatMap(([group, { arrays }]) =>
      Object.keys(arrays).map((array) => `${group}/${array}`)
    );
    return this.#files.length === 0 ? [] : named.filter((key) => !saved.has(key));
  }

  #groupPlan({ name, perBody, arrays, sampleRows }: SeenGroup, samples: number): GroupPlan {
    while (sampleRows.length < samples) sampleRows.push(0);
    const isOne = perBody || [...arrays.values()].every(({ spec }) => isOneASample(spec));
    const lacking = isOne && arrays.size > 0 ? sampleRows.indexOf(0) : -1;
    if (lacking >= 0) {
      const file = this.#files[this.#firstSample.findLastIndex((first) => first <= lacking)];
      throw new MergeError(
        `Cannot merge '${name}/${[...arrays.keys()][0]}': an array with one row a sample must be ` +
          `in every file, and it is not in '${file}'. Save it for each file, or declare what ` +
          "stands where it is missing: createArray(name, dims, dtype, description, { missing })",
        { data: { file } },
      );
    }
    const members: Omit<ArrayPlan, "innerRows">[] = [...arrays].map(([array, { spec, inner }]) => ({
      name: array,
      origin: "files",
      spec,
      inner,
      rowBytes: elementCount(inner) * bytesPerElement(spec.dtype),
    }));
    const base = members[0]?.spec.dims[0] ?? `${name}_row`;
    const ids = perBody ? [] : [["file_id", "file"], ["body_id", "sample"]] as const;
    for (const [origin, title] of ids) {
      const array = `${origin.replace("_id", "_id_code")}_${name}`;
      if (arrays.has(array)) {
        throw new MergeError(
          `Cannot merge '${name}/${array}': the merge writes an array of that name itself. ` +
            "Rename the one that is saved",
          { data: { file: arrays.get(array)!.file } },
        );
      }
      const description = `id of the ${title} that each row belongs to, as in the infoset`;
      const spec: ArraySpec = { dims: [base], dtype: "int64", description };
      members.push({ name: array, origin, spec, inner: [], rowBytes: 8 });
    }
    const wanted = { faces: "faceChunk", edges: "edgeChunk", faceface: "facefaceFlatChunk" }[name];
    const { shardRows, innerRows } = chooseChunks(
      members.map(({ rowBytes }) => rowBytes),
      wanted === undefined ? undefined : this.#sizes[wanted as keyof MergeSizes],
    );
    return {
      name,
      rows: sampleRows.reduce((sum, rows) => sum + rows, 0),
      sampleRows,
      perBody,
      shardRows,
      arrays: members.map((member, i) => ({ ...member, innerRows: innerRows[i] })),
    };
  }
}

function requireSizes(sizes: MergeSizes): MergeSizes {
  for (const key of ["faceChunk", "edgeChunk", "facefaceFlatChunk"] as const) {
    const size = sizes[key];
    if (size === undefined || (Number.isSafeInteger(size) && size > 0)) continue;
    throw new UsageError(`Cannot merge: '${key}' must be a whole number of rows, found ${size}`, {
      data: { [key]: size },
    });
  }
  return sizes;
}

/** Arrays of files without rows count only until there is a file with some. */
function addArrays(
  name: string,
  group: SeenGroup,
  file: string,
  arrays: DataFileGroup["arrays"],
  hasRows: boolean,
): void {
  const seenIn = ({ spec, shape }: DataFileArray): SeenArray => ({
    spec,
    inner: shape.slice(1),
    file,
    fits: null,
  });
  if (group.model === null) {
    const found = [...arrays].map(([array, its]) => [array, seenIn(its)] as const);
    group.arrays = new Map(hasRows ? found : [...found, ...group.arrays]);
    if (hasRows) group.model = file;
    return;
  }
  if (!hasRows) return;
  requireSameArrays(name, group, file, arrays);
  for (const [array, seen] of group.arrays) {
    const its = arrays.get(array)!;
    if (seen.fits === its.spec && isOfInner(its.shape, seen.inner)) continue;
    requireSameType(`${name}/${array}`, seen, seenIn(its));
    seen.fits = its.spec;
  }
}

function isOfInner(shape: readonly number[], inner: readonly number[]): boolean {
  return shape.length === inner.length + 1 && inner.every((size, i) => size === shape[i + 1]);
}

function requireSameArrays(
  group: string,
  { arrays, model }: SeenGroup,
  file: string,
  found: ReadonlyMap<string, unknown>,
): void {
  const lacking = arrays.keys().find((name) => !found.has(name));
  const added = found.keys().find((name) => !arrays.has(name));
  const array = lacking ?? added;
  if (array === undefined) return;
  const [has, lacks] = lacking !== undefined ? [model, file] : [file, model];
  throw new MergeError(
    `Cannot merge '${group}/${array}': files with rows of a group must have the same arrays ` +
      `there; '${has}' has it and '${lacks}' has not. Encode both in the same way`,
    { data: { group, array, files: [has, lacks] } },
  );
}

function requireSameType(key: string, seen: SeenArray, found: SeenArray): void {
  seen.spec = withCodes(key, seen, found);
  const describe = ({ spec: { dtype, missing, attributes = {} }, inner }: SeenArray) => {
    const chosen = Object.entries(attributes).sort().map(([name, value]) => `${name} '${value}'`);
    return `${dtype} rows of ${inner.join(" x ") || "one number"}` +
      (chosen.length === 0 ? "" : ` by ${chosen.join(" and ")}`) +
      (missing === undefined ? "" : `, ${missing} where it is missing,`);
  };
  const { missing = found.spec.missing } = seen.spec;
  // Files in which nothing is missing need not say what would stand for it.
  seen.spec = missing === undefined ? seen.spec : { ...seen.spec, missing };
  const other = found.spec.missing === undefined
    ? { ...found, spec: { ...found.spec, missing } }
    : found;
  if (describe(seen) === describe(other)) return;
  throw new MergeError(
    `Cannot merge '${key}': its rows must be of one type and size; '${seen.file}' has ` +
      `${describe(seen)}, '${found.file}' has ${describe(found)}. Encode both in the same way`,
    { data: { array: key, files: [seen.file, found.file] } },
  );
}

/** The codes of both: a later file may have names that an earlier one did not know. */
function withCodes(key: string, seen: SeenArray, found: SeenArray): ArraySpec {
  const { spec } = seen;
  if (spec.codes === undefined && found.spec.codes === undefined) return spec;
  const codes = { ...spec.codes };
  const from = seen.codesFrom ??= new Map(Object.keys(codes).map((name) => [name, seen.file]));
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  for (const [name, code] of Object.entries(found.spec.codes ?? {})) {
    const [otherCode, otherName] = [codes[name] ?? code, names.get(code) ?? name];
    if (otherCode !== code || otherName !== name) {
      const file = from.get(otherName) ?? seen.file;
      throw new MergeError(
        `Cannot merge '${key}': a code must stand for one thing; '${file}' has ` +
          `${otherName} ${otherCode}, '${found.file}' has ${name} ${code}. Encode both with the ` +
          "same codes",
        { data: { array: key, files: [file, found.file] } },
      );
    }
    codes[name] = code;
    if (!from.has(name)) from.set(name, found.file);
  }
  const sorted = Object.entries(codes).sort(([, a], [, b]) => a - b);
  return { ...spec, codes: Object.fromEntries(sorted) };
}
