/**
 * How a loader opens files.
 *
 * @module
 */
import { UsageError } from "../base/errors.ts";
import { suggestion } from "../base/suggest.ts";
import type { OnBadFace } from "./brep.ts";

/** A unit that a model's numbers can be in. */
export type UnitChoice = "mm" | "file";

/** The units that a model's numbers can be in. */
export const UNIT_CHOICES: readonly UnitChoice[] = ["mm", "file"];

/** What a file's bodies can be made of ({@linkcode LoaderOptions.bodies}). */
export type BodyChoice = "distinct" | "instances" | "solids" | "first" | "merged";

/** All that a file's bodies can be made of. */
export const BODY_CHOICES: readonly BodyChoice[] = [
  "distinct",
  "instances",
  "solids",
  "first",
  "merged",
];

/** How shapes can be repaired ({@linkcode LoaderOptions.heal}). */
export type HealChoice = "reader";

/** All ways in which shapes can be repaired. */
const HEAL_CHOICES: readonly HealChoice[] = ["reader"];

/** What can be done about faces that cannot be measured. */
export const BAD_FACE_CHOICES: readonly OnBadFace[] = ["refuse", "keep"];

/** An encoding that names can be in, or that it is to be found out. */
export type EncodingChoice =
  | "auto"
  | "utf-8"
  | "windows-1252"
  | "windows-1251"
  | "shift_jis"
  | "gb18030";

/** All of them. */
export const ENCODING_CHOICES: readonly EncodingChoice[] = [
  "auto",
  "utf-8",
  "windows-1252",
  "windows-1251",
  "shift_jis",
  "gb18030",
];

/** Who reads STEP files ({@linkcode LoaderOptions.reader}). */
export type ReaderChoice = "auto" | "typescript" | "kernel";

/** All who read STEP files. */
export const READER_CHOICES: readonly ReaderChoice[] = ["auto", "typescript", "kernel"];

/** How a loader opens files. Each option that is left out keeps its value. */
export interface LoaderOptions {
  /**
   * The unit of length of all coordinates: millimetres whatever the file says, or the file's own.
   * {@linkcode Provenance.units} says which it was.
   *
   * @default {"mm"}
   */
  readonly units?: UnitChoice;
  /**
   * What the model's bodies are:
   *
   * - `"distinct"`: each body once, in its own coordinates, with all places where it stands;
   * - `"instances"`: each place of each body, in the file's coordinates;
   * - `"solids"`: as `"distinct"`, without shells and loose faces;
   * - `"first"`: the first distinct body alone;
   * - `"merged"`: everything in the file as one body, each instance where it stands.
   *
   * @default {"distinct"}
   */
  readonly bodies?: BodyChoice;
  /**
   * Milliseconds that the kernel may take for a file before it is killed, from 1,000.
   *
   * @default {60000}
   */
  readonly deadline?: number;
  /**
   * The distance below which the kernel's reader takes points for the same, in the model's unit:
   * the one that the file states, or a number. B-Rep texts say themselves which points are one.
   *
   * @default {"file"}
   */
  readonly tolerance?: number | "file";
  /**
   * How shapes are repaired. The kernel's STEP reader always repairs what it translates (wires that
   * are out of order, missing seams and images of edges), within the tolerance, and cannot be
   * kept from it; there is nothing beyond that.
   *
   * @default {"reader"}
   */
  readonly heal?: HealChoice;
  /**
   * What encoders do about a face whose loops bound no region, or whose area cannot be trusted:
   *
   * - `"refuse"`: its body, and with it the file, is an error;
   * - `"keep"`: `faces/face_valid` says which faces are sound. The floats of the others, and of
   *   their edges' angles, are NaN, convexities 0; the body's totals and its fingerprint are
   *   missing.
   *
   * @default {"refuse"}
   */
  readonly onBadFace?: OnBadFace;
  /**
   * The encoding of names beyond ASCII that are not written as the standard asks for; `"auto"`
   * finds it out over the whole file. {@linkcode Provenance.nameEncoding} says which it was.
   *
   * @default {"auto"}
   */
  readonly nameEncoding?: EncodingChoice;
  /**
   * Who reads STEP files:
   *
   * - `"auto"`: Trunnion itself where it can prove that it reads the file right, else the kernel,
   *   which starts with the first such file. {@linkcode Provenance.reader} says who it was, and
   *   {@linkcode Provenance.unproven} why it was the kernel;
   * - `"typescript"`: Trunnion itself; a file that it cannot prove is an error;
   * - `"kernel"`: the kernel. So it is too where `tolerance` is a number.
   *
   * @default {"auto"}
   */
  readonly reader?: ReaderChoice;
  /**
   * Programs whose STEP files the kernel reads under `reader: "auto"` in any case, as
   * {@linkcode CadModel.exporter} names them. A flow adds those on whose files both readers were
   * found to disagree.
   *
   * @default {[]}
   */
  readonly kernelExporters?: readonly string[];
}

/** Options that are all given. */
export type ChosenOptions = Required<LoaderOptions>;

/** The options that the reader of a format is given. */
export type ReadingOptions = Required<Omit<LoaderOptions, "bodies">>;

/** What holds where nothing else is said. */
export const DEFAULT_OPTIONS: ChosenOptions = {
  units: "mm",
  bodies: "distinct",
  deadline: 60_000,
  tolerance: "file",
  heal: "reader",
  onBadFace: "refuse",
  nameEncoding: "auto",
  reader: "auto",
  kernelExporters: [],
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  units: UNIT_CHOICES,
  bodies: BODY_CHOICES,
  heal: HEAL_CHOICES,
  onBadFace: BAD_FACE_CHOICES,
  nameEncoding: ENCODING_CHOICES,
  reader: READER_CHOICES,
};

/**
 * The options that hold after `changes` were made to `current`.
 *
 * @throws {UsageError} for an option that does not exist, or a value that it cannot have
 */
export function chooseOptions(current: ChosenOptions, changes: LoaderOptions): ChosenOptions {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) check(name, value);
  return { ...current, ...Object.fromEntries(given) };
}

/** What a deadline must be, in words. */
export const DEADLINE_RULE =
  "a number of milliseconds from 1000 (it was seconds before: 60 of them are 60000)";

/** Whether a file can have so many milliseconds. */
export function isDeadline(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 1000;
}

function check(name: string, value: unknown): void {
  if (!Object.hasOwn(DEFAULT_OPTIONS, name)) {
    const names = Object.keys(DEFAULT_OPTIONS);
    refuse(`its name must be one of ${names.join(", ")}`, name, name, suggestion(name, names));
  }
  const choices = CHOICES[name];
  if (choices !== undefined && !choices.some((choice) => choice === value)) {
    const quoted = choices.map((choice) => `"${choice}"`).join(", ");
    if (name === "heal") {
      refuse(
        `the kernel's reader repairs what it translates, always and nothing else, so that the ` +
          `value must be ${quoted}`,
        name,
        value,
      );
    }
    refuse(`its value must be one of ${quoted}`, name, value);
  }
  if (
    name === "kernelExporters" &&
    !(Array.isArray(value) && value.every((one) => typeof one === "string"))
  ) refuse("its value must be a list of exporters' names", name, value);
  const isSize = typeof value === "number" && Number.isFinite(value) && value > 0;
  if (name === "deadline" && !isDeadline(value)) {
    refuse(`its value must be ${DEADLINE_RULE}`, name, value);
  }
  if (name === "tolerance" && value !== "file" && !isSize) {
    refuse(`its value must be "file" or a length above 0`, name, value);
  }
}

function refuse(rule: string, name: string, value: unknown, advice = ""): never {
  const found = typeof value === "string" ? `'${value}'` : String(value);
  throw new UsageError(
    `Cannot set the loader's option '${name}': ${rule}; found ${found}${advice}`,
    {
      data: { option: name },
    },
  );
}
