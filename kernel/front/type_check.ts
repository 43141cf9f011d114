import { findingLines, type TypeFinding } from "../cell/type_finding.ts";

/** What type errors do: they warn, they keep a cell from being run, or they are not looked for. */
export type TypeMode = "warn" | "error" | "off";

/** How long a cell that has run waits for its warnings, in milliseconds; later ones come later. */
const WARNING_WAIT = 500;
/** How long a cell waits for its check where errors count, in milliseconds. */
const ERROR_WAIT = 30_000;

/** Reads a mode, e.g. of the environment. Whatever else is said, means the default. */
export function typeModeOf(word: string | undefined): TypeMode {
  return word === "error" || word === "off" ? word : "warn";
}

/** The type check of one cell, which goes on while the cell runs. */
export class TypeCheck {
  readonly #lines: Promise<string[]>;
  #settled = false;

  constructor(findings: Promise<TypeFinding[]>, code: string, label: string) {
    // Without a language server there are no warnings, and cells run all the same.
    const known = findings.catch(() => []);
    this.#lines = known.then((found) => findingLines(found, code, label));
    this.#lines.then(() => this.#settled = true);
  }

  /** What is wrong, before the cell may run. */
  errors(): Promise<string[]> {
    return this.#within(ERROR_WAIT);
  }

  /**
   * Shows what is wrong: before this ends, or, where that takes long, later.
   *
   * @param isWarm whether checks are quick by now; the first one, which loads all types, takes
   *   seconds that no cell is to wait
   */
  async warn(show: (text: string) => void, isWarm: boolean): Promise<void> {
    const tell = (lines: string[]) => {
      if (lines.length > 0) show(`${lines.join("\n")}\n`);
    };
    const shown = this.#lines.then(tell);
    if (this.#settled) await shown;
    else if (isWarm) await Promise.race([shown, this.#within(WARNING_WAIT)]);
  }

  async #within(limit: number): Promise<string[]> {
    let timer;
    const late = new Promise<string[]>((done) => timer = setTimeout(done, limit, []));
    const lines = await Promise.race([this.#lines, late]);
    clearTimeout(timer);
    return lines;
  }
}
