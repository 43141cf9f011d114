import type { TypeFinding } from "../cell/type_finding.ts";

/** What can stand at a place of a cell. */
export interface Completion {
  /** The texts that may replace what stands from `start` to `end`. */
  matches: { text: string; type: string; signature?: string }[];
  start: number;
  end: number;
}

/** Knows types and documentation of what stands in cells. Offsets count UTF-16. */
export interface CodeHelp {
  complete(code: string, offset: number): Promise<Completion>;
  /** Markdown about the symbol at an offset, if there is one. */
  inspect(code: string, offset: number): Promise<string | undefined>;
  /** Whether types are loaded, so that checks are quick. */
  readonly isWarm: boolean;
  /** The type errors of a cell that is about to run. */
  check(code: string): Promise<TypeFinding[]>;
  /** A cell was run, and its names are known from now on. */
  ran(code: string): void;
  close(): Promise<void>;
}
