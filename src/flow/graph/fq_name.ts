/** Names of jobs that say their graph and its variant: `graph$$variant$$job$$`. @module */

/** The parts of a qualified name. */
export interface FqName {
  /** The graph. */
  readonly graph: string;
  /** Which of the graphs of that name; often empty. */
  readonly variant: string;
  /** The job's own name. */
  readonly job: string;
}

/** What stands for the job of a name that is none. */
const UNSUPPORTED = "UNSUPPORTED NAME FORMAT";

/** A qualified name. */
export function fqName({ graph, variant, job }: FqName): string {
  return `${graph}$$${variant}$$${job}$$`;
}

/**
 * The parts of a qualified name; the job is `"UNSUPPORTED NAME FORMAT"` where it is none.
 *
 * @example
 * ```ts
 * import { parseFqName } from "trunnion/graph";
 *
 * console.log(parseFqName("survey$$fast$$load$$").job); // "load"
 * ```
 */
export function parseFqName(name: string): FqName {
  const parts = name.split("$$");
  const [graph, variant, job, end] = parts;
  if (parts.length === 4 && graph !== "" && job !== "" && end === "") {
    return { graph, variant, job };
  }
  return { graph: "", variant: "", job: UNSUPPORTED };
}

/** A variant that is not taken yet: `dev`, then `dev_1`, `dev_2`. */
export function freeVariant(variant: string, isTaken: (variant: string) => boolean): string {
  let free = variant;
  for (let count = 1; isTaken(free); count++) free = `${variant}_${count}`;
  return free;
}
