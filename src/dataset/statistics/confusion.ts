/**
 * Labels against predictions: which classes are taken for which.
 *
 * @module
 */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { UsageError } from "../../base/errors.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { evaluateQuery, type WhereLike } from "../query/evaluate_query.ts";
import { type KeyColumn, resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { className } from "./classes.ts";
import { confusionPage, confusionText } from "./confusion_page.ts";

/** What is compared. */
export interface ConfusionOptions {
  /** The key of what is right, e.g. `"labels.family"`. */
  label: string;
  /** The key of what was predicted, e.g. `"predictions.family"`. */
  prediction: string;
  /**
   * Which samples count, e.g. `where("subset").eq("test")`.
   *
   * @default {all}
   */
  where?: WhereLike;
  /** The key of how sure a prediction is: of wrong samples, the surest come first. */
  score?: string;
}

const OPTIONS: OptionNames<ConfusionOptions> = {
  label: true,
  prediction: true,
  where: true,
  score: true,
};

/** One class of a confusion. */
export interface ConfusionClass {
  /** What it is called. */
  readonly name: string;
  /** How many are of it. */
  readonly support: number;
  /** How many were predicted to be. */
  readonly predicted: number;
  /** How many of those are right. */
  readonly correct: number;
  /** The share of right ones among those predicted; null where there are none. */
  readonly precision: number | null;
  /** The share of those found among all of the class; null where there are none. */
  readonly recall: number | null;
  /** The harmonic mean of both, 0 where nothing is right. */
  readonly f1: number;
}

/** A sample with wrong predictions. */
export interface WrongSample {
  /** Its `id` in the infoset. */
  readonly id: number;
  /** What it is called. */
  readonly name: string;
  /** Wrong predictions: of faces so many, of a sample one. */
  readonly wrong: number;
  /** Predictions that were compared. */
  readonly of: number;
  /** What is right, for the first wrong one. */
  readonly label: string;
  /** What was predicted for it. */
  readonly prediction: string;
}

/** Classes that are told of as best and as worst; samples that are. */
const [MOST_CLASSES, MOST_SAMPLES] = [3, 20];

/** Labels against predictions. */
export class Confusion {
  /** The keys. */
  readonly label: string;
  /** The key of what was predicted. */
  readonly prediction: string;
  /** Whether faces were compared, or samples. */
  readonly level: "sample" | "face";
  /** The names of all classes, of labels and of predictions, in the order of the matrix. */
  readonly classes: readonly string[];
  /** `matrix[i][j]`: how many of class `i` were predicted to be of class `j`. */
  readonly matrix: readonly (readonly number[])[];
  /** Pairs that were compared. */
  readonly total: number;
  /** Of the samples or faces that count, those without a label or without a prediction. */
  readonly missing: number;
  /** What each class came to, in the order of `classes`. */
  readonly perClass: readonly ConfusionClass[];
  /** Samples with wrong predictions, the worst first, at most 20. */
  readonly worstSamples: readonly WrongSample[];

  /** Of what {@linkcode confusionOf} has counted. */
  constructor(
    found: Pick<
      Confusion,
      "label" | "prediction" | "level" | "classes" | "matrix" | "missing" | "worstSamples"
    >,
  ) {
    const { classes, matrix } = found;
    this.label = found.label;
    this.prediction = found.prediction;
    this.level = found.level;
    this.classes = classes;
    this.matrix = matrix;
    this.missing = found.missing;
    this.worstSamples = found.worstSamples;
    this.total = matrix.flat().reduce((sum, count) => sum + count, 0);
    this.perClass = classes.map((name, i): ConfusionClass => {
      const support = matrix[i].reduce((sum, count) => sum + count, 0);
      const predicted = matrix.reduce((sum, row) => sum + row[i], 0);
      const correct = matrix[i][i];
      return {
        name,
        support,
        predicted,
        correct,
        precision: predicted === 0 ? null : correct / predicted,
        recall: support === 0 ? null : correct / support,
        f1: support + predicted === 0 ? 0 : 2 * correct / (support + predicted),
      };
    });
  }

  /** The share that is right. */
  get accuracy(): number {
    return this.total === 0 ? 0 : this.#correct / this.total;
  }

  /** The mean of the classes' F1, each class counting the same, whether it was ever predicted. */
  get macroF1(): number {
    const { perClass } = this;
    return perClass.length === 0
      ? 0
      : perClass.reduce((sum, { f1 }) => sum + f1, 0) / perClass.length;
  }

  /** The accuracy of always predicting the commonest class: what must be beaten. */
  get majority(): number {
    const most = Math.max(0, ...this.perClass.map(({ support }) => support));
    return this.total === 0 ? 0 : most / this.total;
  }

  /** The classes with the highest F1, three at most. */
  get best(): ConfusionClass[] {
    return this.#byF1.slice(0, MOST_CLASSES);
  }

  /** The classes with the lowest F1, the worst first, three at most. */
  get worst(): ConfusionClass[] {
    return this.#byF1.reverse().slice(0, MOST_CLASSES);
  }

  /** Tables for a terminal. */
  toString(): string {
    return confusionText(this);
  }

  /** What a notebook shows: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return pageBundle(confusionPage(this));
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return this.toString();
  }

  get #correct(): number {
    return this.perClass.reduce((sum, { correct }) => sum + correct, 0);
  }

  get #byF1(): ConfusionClass[] {
    return [...this.perClass].sort((a, b) => b.f1 - a.f1 || b.support - a.support);
  }
}

/**
 * Compares labels with predictions. Both are told by the names of their classes.
 *
 * @throws {UsageError} when a key is unknown, when one is of faces and the other of samples, when
 *   they have no class in common, or nothing that counts has both
 */
export async function confusionOf(
  reader: DatasetReader,
  options: ConfusionOptions,
): Promise<Confusion> {
  requireKnownOptions("compare labels with predictions", options, OPTIONS);
  const { where, score } = options;
  const label = await resolveKey(reader, options.label);
  const prediction = await resolveKey(reader, options.prediction);
  requireOneLevel(label, prediction);
  const [labels, predictions] = namesOf(label, prediction);
  const sure = score === undefined ? null : await resolveKey(reader, score);
  if (sure !== null) requireOneLevel(label, sure);
  const chosen = where === undefined
    ? Array.from({ length: reader.sampleCount }, (_, s) => s)
    : await evaluateQuery(reader, where);
  const counts = new Map<string, Map<string, number>>();
  const wrong: (Omit<WrongSample, "id" | "name"> & { sample: number; sure: number })[] = [];
  let missing = 0;
  for (const s of chosen) {
    let [mistakes, of, surest, first] = [0, 0, -Infinity, -1];
    for (let row = label.offsets[s]; row < label.offsets[s + 1]; row++) {
      const [right, told] = [labels[row], predictions[row]];
      if (right === null || told === null) {
        missing++;
        continue;
      }
      of++;
      const taken = counts.get(right) ?? new Map<string, number>();
      counts.set(right, taken.set(told, (taken.get(told) ?? 0) + 1));
      if (right === told) continue;
      mistakes++;
      const sureness = Number(sure?.values[row] ?? 0);
      if (first < 0 || sureness > surest) [first, surest] = [row, sureness];
    }
    if (mistakes === 0) continue;
    const own = { label: labels[first]!, prediction: predictions[first]! };
    wrong.push({ sample: s, wrong: mistakes, of, sure: surest, ...own });
  }
  requireCommonClass(label, prediction, labels, predictions);
  if (counts.size === 0) {
    throw new UsageError(
      `Cannot compare '${label.name}' with '${prediction.name}': of ${chosen.length} samples ` +
        "that count none has both. Ask for others in `where`, or join predictions for them",
      { data: { keys: [label.name, prediction.name] } },
    );
  }
  const classes = classesIn(label, prediction, counts);
  const [ids, names] = [await reader.sampleIds(), await sampleNames(reader)];
  wrong.sort((a, b) => b.sure - a.sure || b.wrong / b.of - a.wrong / a.of || b.wrong - a.wrong);
  return new Confusion({
    label: label.name,
    prediction: prediction.name,
    level: label.group === null ? "sample" : "face",
    classes,
    matrix: classes.map((right) => classes.map((told) => counts.get(right)?.get(told) ?? 0)),
    missing,
    worstSamples: wrong.slice(0, MOST_SAMPLES).map(({ sample, sure: _, ...rest }) => ({
      id: ids[sample],
      name: names[sample],
      ...rest,
    })),
  });
}

/** The names of the classes; numbers that have none are named like those of the other key. */
function namesOf(a: KeyColumn, b: KeyColumn): [(string | null)[], (string | null)[]] {
  const named = (column: KeyColumn, other: KeyColumn) => {
    const vocabulary = column.vocabulary ?? other.vocabulary;
    return Array.from(
      column.values,
      (value) =>
        value === null || Number.isNaN(value) ? null : className({ ...column, vocabulary }, value),
    );
  };
  return [named(a, b), named(b, a)];
}

/** All classes: in the order of the vocabulary, then those that it lacks, by name. */
function classesIn(
  { vocabulary: a }: KeyColumn,
  { vocabulary: b }: KeyColumn,
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
): string[] {
  const found = new Set([...counts].flatMap(([right, row]) => [right, ...row.keys()]));
  const known = [...(a ?? b)?.names ?? []].sort(([i], [j]) => i - j).map(([, name]) => name)
    .filter((name) => found.has(name));
  const rest = [...found].filter((name) => !known.includes(name));
  return [
    ...known,
    ...rest.sort((x, y) => x.localeCompare(y, "en", { numeric: true })),
  ];
}

function requireOneLevel(a: KeyColumn, b: KeyColumn): void {
  if (a.group === b.group) return;
  const of = ({ group }: KeyColumn) => group === null ? "samples" : `rows of '${group}'`;
  throw new UsageError(
    `Cannot compare '${a.name}' with '${b.name}': both must be of samples, or of the rows of one ` +
      `group; found ${of(a)} and ${of(b)}`,
    { data: { keys: [a.name, b.name] } },
  );
}

function requireCommonClass(
  a: KeyColumn,
  b: KeyColumn,
  labels: readonly (string | null)[],
  predictions: readonly (string | null)[],
): void {
  const [right, told] = [labels, predictions].map((list) =>
    new Set(list.filter((x) => x !== null))
  );
  if (right.size > 0 && told.size > 0 && [...told].some((name) => right.has(name))) return;
  const some = (names: ReadonlySet<string | null>) =>
    [...names].slice(0, 4).map((name) => `'${name}'`).join(", ") || "no values";
  throw new UsageError(
    `Cannot compare '${a.name}' with '${b.name}': they must have classes in common, found ` +
      `${some(right)} and ${some(told)}. Predictions need the names or the codes of the labels`,
    { data: { keys: [a.name, b.name] } },
  );
}

async function sampleNames(reader: DatasetReader): Promise<string[]> {
  if (reader.infoset?.has("name")) return (await reader.infoColumn("name")).map(String);
  return (await reader.sampleIds()).map(String);
}
