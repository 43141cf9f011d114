/** Packs all parts of a dataset into one file. @module */
import { fs, paths } from "../../base/node/builtins.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { leadsOut } from "../../base/leads_out.ts";
import { readPlainFile } from "../../base/plain_file.ts";
import { isWithin } from "../../base/within.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { FileWriter } from "../../storage/file_writer.ts";
import { ZipWriter } from "../../storage/zip/zip_writer.ts";
import { DatasetError } from "../errors.ts";
import { locateDataset } from "../locate_dataset.ts";
import { readerSources } from "./reader_sources.ts";

/** How a dataset is packed. */
export interface PackOptions {
  /**
   * The file to write.
   *
   * @default {`<name>.trunnion.zip` beside the dataset}
   */
  out?: string;
  /**
   * Whether the Python reader goes along, so that `python <file>` shows what is in it.
   *
   * @default {false}
   */
  withReader?: boolean;
}

/** What was packed. */
export interface PackReport {
  /** The file, as an absolute path. */
  readonly file: string;
  /** Its bytes. */
  readonly bytes: number;
  /** The paths within it, in their order. */
  readonly entries: readonly string[];
}

const PACK_OPTIONS: OptionNames<PackOptions> = { out: true, withReader: true };

/** Bytes of a part: it is read whole. */
const PART_BYTES = 2 ** 31;

/** What a `.flow` says of the dataset, and not of one run: no clock, no log. */
const KEPT = [
  "flow_name",
  "file_count",
  "item_count",
  "skipped_count",
  "error_count",
  "sample_count",
  "error_distribution",
  "lineage",
  "Flow Specifications",
];

/**
 * Packs a dataset into one zip with stored entries: the arrays, the tables, the splits, the
 * vocabularies, and what else lies beside it under its name. `openDataset` and the Python reader
 * open it as it is, zarr-python through its `ZipStore`. Equal datasets are equal bytes.
 *
 * @param flow a `.flow`, its folder, or a `.dataset`
 * @throws {DatasetError} when there is no dataset, or a part of it cannot be read
 *
 * @example
 * ```ts
 * import { openDataset, packDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   const { file } = packDataset("output/flows/parts/parts.flow", { withReader: true });
 *   using dataset = await openDataset(file);
 *   console.log(dataset.sampleCount);
 * }
 * ```
 */
export function packDataset(flow: string, options: PackOptions = {}): PackReport {
  requireKnownOptions(`pack '${flow}'`, options, PACK_OPTIONS);
  const { dataset, infoset, attribset, summary } = locateDataset(flow);
  const stem = paths().basename(dataset).replace(/\.dataset$/, "");
  const file = paths().resolve(
    options.out ?? paths().join(paths().dirname(dataset), `${stem}.trunnion.zip`),
  );
  const parts = new Map<string, string>();
  const home = paths().dirname(dataset);
  const add = (name: string, path: string) => {
    requirePart(home, path);
    if (!fs().statSync(path).isDirectory()) return parts.set(name, path);
    for (const inside of fs().readdirSync(path).sort()) {
      if (!inside.endsWith(".tmp")) add(`${name}/${inside}`, paths().join(path, inside));
    }
  };
  if (infoset !== null) add(`${stem}.infoset`, infoset);
  if (attribset !== null) add(`${stem}.attribset`, attribset);
  for (const name of besideDataset(paths().dirname(dataset), stem)) {
    if (!parts.has(name)) add(name, paths().join(paths().dirname(dataset), name));
  }
  add(`${stem}.dataset`, dataset);
  const named = {
    flow_data: `${stem}.dataset`,
    flow_info: infoset === null ? "" : `${stem}.infoset`,
    flow_attributes: attribset === null ? "" : `${stem}.attribset`,
    flow_splits: `${stem}.splits`,
  };
  const kept = KEPT.flatMap((key) => summary?.[key] === undefined ? [] : [[key, summary[key]]]);
  const text = new Map([[
    `${stem}.flow`,
    JSON.stringify({ flow_name: stem, ...Object.fromEntries(kept), ...named }, null, 1) + "\n",
  ], ...options.withReader ? readerSources() : []]);
  const bytes = write(file, text, parts);
  return { file, bytes, entries: [...text.keys(), ...parts.keys()] };
}

/** Refuses what is not a dataset's own. */
function requirePart(home: string, path: string): void {
  const isLink = fs().lstatSync(path).isSymbolicLink();
  const target = isLink ? leadsOut(home, path) : null;
  const isAbove = isLink && target === null &&
    isWithin(fs().realpathSync(path), fs().realpathSync(paths().dirname(path)));
  if (target === null && !isAbove) return;
  throw new DatasetError(
    `Cannot pack '${path}': it is a link that leads ${
      target === null ? "to a folder above" : `out of the dataset's folder, to '${target}'`
    }. Remove the link, or copy what it leads to`,
    { data: { path, target } },
  );
}

/** What lies beside a dataset under its name, and lasts: splits, vocabularies, tags, views. */
function besideDataset(folder: string, stem: string): string[] {
  const others = /\.(?:dataset|flow|merge\.json|sources\.json|zip)$|\.(?:dataset\.)?(?:tmp|old)/;
  return fs().readdirSync(folder).sort()
    .filter((name) => name.startsWith(`${stem}.`) && !others.test(name.slice(stem.length)));
}

function write(
  file: string,
  text: ReadonlyMap<string, string>,
  parts: ReadonlyMap<string, string>,
): number {
  let bytes = 0;
  if (!fs().existsSync(paths().dirname(file))) {
    throw new DatasetError(
      `Cannot pack into '${file}': there is no folder '${paths().dirname(file)}'`,
      {
        data: { file },
      },
    );
  }
  writeAtomically(file, (temporary) => {
    const out = new FileWriter(temporary);
    try {
      const zip = new ZipWriter((part) => out.write(part));
      for (const [name, content] of text) zip.add(name, new TextEncoder().encode(content));
      for (const [name, path] of parts) zip.add(name, readPlainFile(path, PART_BYTES));
      zip.end();
      bytes = out.position;
      out.close();
    } finally {
      out.abandon();
    }
  });
  return bytes;
}
