/**
 * Folders of labelled sample parts.
 *
 * @module
 */
import { os } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { FAMILIES, type PartFamily, type PartLabels } from "./part_labels.ts";
import type { PartRequest } from "./make_part.ts";
import { planParts } from "./sample_plan.ts";
import { SampleFolder } from "./sample_folder.ts";

/**
 * Parts that one kernel should have before a second one is worth it: a young kernel keeps the
 * other processors busy with compiling its code.
 */
const PARTS_PER_KERNEL = 100;
/** Files of one folder: that many take days, and their list fits in memory. */
const MOST_FILES = 1_000_000;
/** Milliseconds for one part; the slowest takes about 1,000 on a cold kernel. */
const PART_DEADLINE = 60_000;

/** What the kernel's process loads to make a part. */
const PART_MAKER = new URL("./part_maker.ts", import.meta.url).href;

/** How far {@linkcode samples} is. */
export interface SamplesProgress {
  /** Files that are written. */
  readonly done: number;
  /** Files that there will be. */
  readonly total: number;
  /** The file that was written last. */
  readonly file: string;
}

/** What {@linkcode samples} makes, and how. */
export interface SamplesOptions {
  /**
   * How many STEP files, at most a million.
   *
   * @default {60}
   */
  count?: number;
  /**
   * Which ones: equal seeds give equal files, byte by byte. A whole number from 0 to 2^53 - 1.
   *
   * @default {1}
   */
  seed?: number;
  /**
   * How many kernel processes work at once.
   *
   * @default {1 for up to 100 files, then 2 where there are two processors}
   */
  processes?: number;
  /** Is called after each file. */
  onProgress?: (progress: SamplesProgress) => void;
  /** Stops the work; what is written stays, without a `labels.csv`. */
  signal?: AbortSignal;
}

const OPTIONS: OptionNames<SamplesOptions> = {
  count: true,
  seed: true,
  processes: true,
  onProgress: true,
  signal: true,
};

/** What {@linkcode samples} has made. */
export interface SamplesReport {
  /** The folder. */
  readonly dir: string;
  /** How many STEP files were made. */
  readonly count: number;
  /** What they were made from. */
  readonly seed: number;
  /** Names of the STEP files, sorted. */
  readonly files: readonly string[];
  /** How many files each family has. */
  readonly families: Readonly<Record<PartFamily, number>>;
  /** Distinct bodies of all files. */
  readonly bodies: number;
  /** Faces of all distinct bodies. */
  readonly faces: number;
  /**
   * Names that were in the folder before and are not of this call. They are left as they are, and
   * `labels.csv` does not know them.
   */
  readonly untouched: readonly string[];
  /** Seconds from the call to the end. */
  readonly duration: number;
}

/**
 * Writes a folder of parametric parts as STEP files (AP214, mm), with labels for training.
 *
 * The families, equally often, in this order:
 *
 * - **bracket**: bent angle plates with bolt holes, slots, a rib;
 * - **shaft**: stepped cylinders with chamfers, shoulder fillets, a groove, centre holes, a keyway;
 * - **housing**: open boxes with screw bosses inside, ports, a window, vents;
 * - **gear**: spur gears with involute teeth, a bore with a keyway, a hub, lightening holes;
 * - **fastener**: hexagon bolts, socket screws, nuts; one half of the files are bolt and nut;
 * - **connector**: electrical receptacles, pin headers, pipe tees;
 * - **panel**: plates with holes, vent slots, a window, countersinks, a bevelled rim;
 * - **bushing**: plain, flanged and grooved sleeves; one half of the files are double sleeves;
 * - **bearing**: rings with a raceway; the first of a hundred files is a ball bearing, an
 *   assembly in which one ball stands seven to ten times;
 * - **gasket**: flat rings, bolted rings, frames, two-bolt gaskets.
 *
 * Beside `part_0001_bracket.step` there is `part_0001_bracket.labels.json`: the family, the
 * sizes, the machining feature of each face by the face's entity number in the STEP file
 * (`FEATURE_CLASSES` has the features), and volume and area by formula where one is known.
 * `labels.csv` has a row a file.
 *
 * The work is done in kernel processes of its own, which end with the call. A run that fails or
 * is stopped leaves no `labels.csv`.
 *
 * @param dir The folder; made if it is not there. Files of other names in it are left alone.
 * @throws {UsageError} where `count`, `seed` or `processes` is not a number as it should be
 * @throws {SampleFolderError} where the folder cannot be written to
 * @throws {CadError} where the kernel cannot be started, or stops
 *
 * @example A folder of two parts
 * ```ts
 * import { samples } from "trunnion";
 *
 * const folder = await Deno.makeTempDir();
 * const { files } = await samples(folder, { count: 2, seed: 1 });
 * console.log(files); // ["part_0001_bracket.step", "part_0002_shaft.step"]
 * ```
 */
export async function samples(dir: string, options: SamplesOptions = {}): Promise<SamplesReport> {
  requireKnownOptions("make samples", options, OPTIONS);
  const { count = 60, seed = 1, onProgress, signal } = options;
  const processes = options.processes ?? usualProcesses(count);
  if (typeof dir !== "string" || dir === "") {
    throw new UsageError(
      `Cannot make samples: the path of a folder is wanted, found ${foundText(dir)}. Name one, ` +
        "such as ./parts.",
    );
  }
  checkWhole("count", count, 1, MOST_FILES, "Give the number of files, such as 60");
  checkWhole("seed", seed, 0, Number.MAX_SAFE_INTEGER, "Give any whole number, such as 1");
  checkWhole("processes", processes, 1, Number.MAX_SAFE_INTEGER, "Give 1 or 2");
  signal?.throwIfAborted();

  const start = performance.now();
  const folder = new SampleFolder(dir);
  const requests = planParts(count, seed);
  const labels: PartLabels[] = [];
  await makeAll(requests, Math.min(processes, count), signal, (step, info) => {
    folder.writePart(step, info);
    labels.push(info);
    onProgress?.({ done: labels.length, total: count, file: info.file });
  });
  // Kernels finish in any order; the table and the report do not depend on it.
  labels.sort((a, b) => (a.file < b.file ? -1 : 1));
  folder.writeTable(labels);
  return {
    ...summaryOf(labels),
    dir,
    count,
    seed,
    untouched: folder.untouched(labels),
    duration: (performance.now() - start) / 1000,
  };
}

function checkWhole(
  name: string,
  value: number,
  least: number,
  most: number,
  advice: string,
): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = Number.isSafeInteger(value) && value > most
    ? `from ${least} to ${most}`
    : `of at least ${least}`;
  throw new UsageError(
    `Cannot make samples: '${name}' must be a whole number ${range}, ` +
      `found ${foundText(value)}. ${advice}.`,
    { data: { [name]: value } },
  );
}

function usualProcesses(count: number): number {
  return Math.min(2, os().availableParallelism(), Math.ceil(count / PARTS_PER_KERNEL));
}

/** Makes the parts on so many kernels, each taking the next part as soon as it is free. */
async function makeAll(
  requests: readonly PartRequest[],
  kernels: number,
  signal: AbortSignal | undefined,
  onPart: (step: Uint8Array, labels: PartLabels) => void,
): Promise<void> {
  const queue = requests.values();
  const { KernelClient } = await import("../occt/kernel_client.ts");
  const failed = new AbortController();
  const stop = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  const work = async () => {
    const kernel = new KernelClient({ deadline: PART_DEADLINE });
    try {
      for (const request of queue) {
        const { file, info } = await kernel.make(PART_MAKER, request, { signal: stop });
        // What the kernel's process sends is what makePart has returned there.
        onPart(file, info as PartLabels);
      }
    } catch (error) {
      failed.abort(error);
      throw error;
    } finally {
      await kernel.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: kernels }, work));
  const failure = ends.find((end) => end.status === "rejected");
  // The first failure stops the others, whose error is then only an echo of it.
  if (failure) throw stop.aborted ? stop.reason : failure.reason;
}

function summaryOf(labels: readonly PartLabels[]) {
  const countOf = (family: PartFamily) => labels.filter((part) => part.family === family).length;
  return {
    files: labels.map((part) => part.file),
    families: Object.fromEntries(FAMILIES.map((family) => [family, countOf(family)])) as Record<
      PartFamily,
      number
    >,
    bodies: labels.reduce((sum, part) => sum + part.bodies.length, 0),
    faces: labels.reduce((sum, part) => sum + part.faces.length, 0),
  };
}
