/** When submissions begin that come many at once. @module */

/** How many begin in one turn of the event loop. More at once only crowd the memory. */
const A_TURN = 128;

/** Lets so many begin at once, and the others in the turns that follow. */
export class Starts {
  readonly #waiting: (() => void)[] = [];
  #begun = 0;
  #next = 0;

  /** Takes a place in this turn; false where none is left: then wait for a later one. */
  takesPlace(): boolean {
    if (this.#begun === 0) setTimeout(() => this.#turn(), 0);
    if (this.#begun >= A_TURN) return false;
    this.#begun++;
    return true;
  }

  /** Waits for a place in a later turn. */
  later(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #turn(): void {
    const end = Math.min(this.#waiting.length, this.#next + A_TURN);
    this.#begun = end - this.#next;
    while (this.#next < end) this.#waiting[this.#next++]();
    if (this.#next === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#next = 0;
    }
    if (this.#begun > 0) setTimeout(() => this.#turn(), 0);
  }
}
