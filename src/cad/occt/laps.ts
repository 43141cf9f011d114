/** Milliseconds that the stages of a reading take, one after the other. */
export class Laps {
  /** By stage. */
  readonly timings: Record<string, number> = {};
  #last: number = performance.now();

  /** Ends a stage; the next begins. */
  end(stage: string): void {
    const now = performance.now();
    this.timings[stage] = now - this.#last;
    this.#last = now;
  }
}
