/**
 * Says whether a dataset is what it should be.
 *
 * @module
 */
import { Breath } from "../../base/breath.ts";
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import { DatasetError } from "../errors.ts";
import { datasetSource } from "../read/dataset_source.ts";
import { DatasetReader } from "../read/reader.ts";
import type { Check } from "./check.ts";
import type { ComparedSource } from "./compare_sources.ts";
import { type Fault, Findings } from "./findings.ts";
import { VerifyTarget } from "./verify_target.ts";

const SOURCES = {
  name: "sources",
  rule: "files that are encoded again give the same values",
} as const;

/** How a dataset is verified. */
export interface VerifyOptions {
  /**
   * How many source files are encoded again, drawn at random.
   *
   * @default {3}
   */
  sources?: number;
  /**
   * Equal seeds draw equal files.
   *
   * @default {1}
   */
  seed?: number;
  /**
   * What opens the source files; it is not closed.
   *
   * @default {an `OcctLoader`, for the time}
   */
  loader?: CadLoader;
  /** Is called with the number of samples that have been looked at, and of all. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the verification; its reason is thrown. */
  signal?: AbortSignal;
}

const OPTIONS: OptionNames<VerifyOptions> = {
  sources: true,
  seed: true,
  loader: true,
  onProgress: true,
  signal: true,
};

/** What `verifyDataset` has found. */
export interface VerifyReport {
  /** Where the dataset is. */
  readonly location: string;
  /** How many samples it has. */
  readonly samples: number;
  /** Whether there are no faults. Sources that are gone or have changed are none. */
  readonly ok: boolean;
  /** Every rule, with what came of it. */
  readonly checks: readonly {
    /** A word for the rule. */
    readonly name: string;
    /** The rule, as a clause: "areas are 0 or more". */
    readonly rule: string;
    /** Values that were looked at; 0 where the dataset has nothing that the rule is about. */
    readonly checked: number;
    /** How often the rule is broken. */
    readonly faults: number;
  }[];
  /** What is wrong, equal problems of one array counted together; samples by name where known. */
  readonly faults: readonly Fault[];
  /** The files that were drawn to be encoded again. */
  readonly sources: readonly ComparedSource[];
}

/** Does what `verifyDataset` says, which loads this when it is called. */
export async function runChecks(
  file: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  requireKnownOptions(`verify '${file}'`, options, OPTIONS);
  const { sources: count = 3, seed = 1, onProgress, signal } = options;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new UsageError(
      `Cannot verify '${file}': 'sources' must be a whole number of files, found ${count}`,
      { data: { sources: count } },
    );
  }
  let target: VerifyTarget;
  try {
    const source = datasetSource(file);
    const reader = await DatasetReader.open(source);
    target = await VerifyTarget.of(reader, source.store);
  } catch (error) {
    if (error instanceof DatasetError) return cannotOpen(file, error);
    throw error;
  }
  const { reader } = target;
  try {
    // Loaded by the first verification: not every script that imports the package verifies.
    const { CHECKS } = await import("./all_checks.ts");
    const findings = CHECKS.map((check) => new Findings(check.name));
    const breath = new Breath();
    for (const [i, check] of CHECKS.entries()) {
      if (breath.due()) await breath.take();
      signal?.throwIfAborted();
      await guarded(findings[i], () => check.whole?.(target, findings[i]));
    }
    for (const block of target.blocks()) {
      if (breath.due()) await breath.take();
      signal?.throwIfAborted();
      for (const [i, check] of CHECKS.entries()) {
        await guarded(findings[i], () => check.block?.(block, findings[i]));
      }
      onProgress?.(block.end, reader.sampleCount);
    }
    const again = new Findings(SOURCES.name);
    const loader = options.loader ?? new OcctLoader();
    try {
      const { compareSources } = await import("./compare_sources.ts");
      const sources = count === 0
        ? []
        : await compareSources(target, { count, seed, loader, signal }, again);
      const report = reportOf(reader, [...CHECKS, SOURCES], [...findings, again], sources);
      return { ...report, faults: await withNames(report.faults, reader) };
    } finally {
      if (options.loader === undefined) await loader.close();
    }
  } finally {
    reader.close();
  }
}

function reportOf(
  { location, sampleCount: samples }: DatasetReader,
  rules: readonly Pick<Check, "name" | "rule">[],
  findings: readonly Findings[],
  sources: readonly ComparedSource[],
): VerifyReport {
  const faults = findings.flatMap((found) => found.faults);
  const checks = rules.map(({ name, rule }, i) => ({
    name,
    rule,
    checked: findings[i].checked,
    faults: findings[i].faults.reduce((sum, fault) => sum + fault.count, 0),
  }));
  return { location, samples, ok: faults.length === 0, checks, faults, sources };
}

/** The examples with the names of their samples, where those can be read. */
async function withNames(faults: readonly Fault[], reader: DatasetReader): Promise<Fault[]> {
  const known = faults.length > 0 && (reader.infoset?.has("name") ?? false);
  const names = known ? await reader.infoColumn("name").catch(() => []) : [];
  return faults.map((fault) => ({
    ...fault,
    examples: fault.examples.map((one) => {
      const name = one.sample === undefined ? null : names[one.sample] ?? null;
      return name === null ? one : { ...one, name: String(name) };
    }),
  }));
}

/** What cannot be read is a fault of the check that needs it. */
async function guarded(found: Findings, check: () => Promise<void> | void): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    found.add({ where: "dataset", problem: error.message });
  }
}

/** The report of a dataset of which not even the metadata can be read. */
function cannotOpen(file: string, { message }: DatasetError): VerifyReport {
  const found = new Findings("opens");
  found.checked = 1;
  found.add({ where: "dataset", problem: message });
  return {
    location: file,
    samples: 0,
    ok: false,
    checks: [{ name: "opens", rule: "the dataset opens", checked: 1, faults: 1 }],
    faults: found.faults,
    sources: [],
  };
}
