/**
 * What a check has found.
 *
 * @module
 */

/** One place where a rule is broken. */
export interface Finding {
  /** The array or column, e.g. `"faces/face_areas"`, `"infoset/face_count"`. */
  readonly where: string;
  /** What is wrong there, without the values: equal problems are counted together. */
  readonly problem: string;
  /** Position of the sample. */
  readonly sample?: number;
  /** The row within the sample. */
  readonly row?: number;
  /** What is there. */
  readonly value?: string | number | null;
}

/** Equal problems of one array or column. */
export interface Fault {
  /** The check that found it. */
  readonly check: string;
  /** The array or column. */
  readonly where: string;
  /** What is wrong there. */
  readonly problem: string;
  /** How often it was found. */
  readonly count: number;
  /** The first of them. */
  readonly examples:
    readonly (Pick<Finding, "sample" | "row" | "value"> & { readonly name?: string })[];
}

/** Examples that are kept of a problem. */
const EXAMPLES = 3;

/** Collects what one check finds, equal problems together. */
export class Findings {
  readonly check: string;
  /** Values that were looked at: 0 where there is nothing that the rule is about. */
  checked = 0;
  readonly #faults = new Map<string, Fault & { count: number; examples: Fault["examples"][0][] }>();

  constructor(check: string) {
    this.check = check;
  }

  /** Tells of a broken rule. */
  add({ where, problem, ...example }: Finding): void {
    const key = JSON.stringify([where, problem]);
    const fault = this.#faults.get(key) ??
      { check: this.check, where, problem, count: 0, examples: [] };
    this.#faults.set(key, fault);
    fault.count++;
    if (fault.examples.length < EXAMPLES) fault.examples.push(example);
  }

  /** The faults so far. */
  get faults(): Fault[] {
    return [...this.#faults.values()];
  }
}
