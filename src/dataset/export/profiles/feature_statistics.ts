/** Means and deviations of features, by which training standardises them. @module */

/** Below this a feature is the same everywhere, as published code sees it. */
const CONSTANT = 1e-7;

/** Mean and deviation of each of some features, over many rows. */
export class FeatureStatistics {
  readonly #means: number[];
  readonly #squares: number[];
  #count = 0;

  /** @param features how many numbers a row has */
  constructor(features: number) {
    this.#means = new Array(features).fill(0);
    this.#squares = new Array(features).fill(0);
  }

  /** Takes rows into account. */
  add(rows: readonly (readonly number[])[]): void {
    for (const row of rows) {
      this.#count++;
      row.forEach((value, i) => {
        const off = value - this.#means[i];
        this.#means[i] += off / this.#count;
        this.#squares[i] += off * (value - this.#means[i]);
      });
    }
  }

  /** The mean of each feature. */
  get means(): readonly number[] {
    return this.#means;
  }

  /**
   * The deviation of each feature.
   *
   * @param less what is taken off the number of rows: 1 for a sample, 0 for a population
   */
  deviations(less: 0 | 1): readonly number[] {
    const count = Math.max(1, this.#count - less);
    return this.#squares.map((sum) => Math.sqrt(sum / count));
  }
}

/** Whether a deviation says that the feature is the same everywhere. */
export function isConstant(deviation: number): boolean {
  return deviation < CONSTANT;
}
