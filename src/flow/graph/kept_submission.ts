/** What the jobs of a submission gave, kept so that it can go on after a crash. @module */
import { UsageError } from "../../base/errors.ts";
import { sha256 } from "../../base/sha256.ts";
import { KeptWrites } from "../stores/kept_writes.ts";
import { textOfValue } from "../stores/packed_value.ts";
import { segmentOf } from "../stores/result_id.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import type { Submission } from "./submission.ts";

/** What a job gave, in an object, as nothing can be kept otherwise. */
interface KeptOutput {
  readonly output: unknown;
}

/** One submission to one graph, in a store. */
export class KeptSubmission {
  /** The outputs of jobs that had ended, by their names. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly #folder: string;
  readonly #writes: KeptWrites;

  private constructor(
    results: ResultsManager,
    folder: string,
    known: Readonly<Record<string, unknown>>,
  ) {
    this.#writes = new KeptWrites(results);
    this.#folder = folder;
    this.known = known;
  }

  /**
   * Reads what an earlier program has kept.
   *
   * @throws UsageError where other data was submitted under that id, or such as no one can compare
   */
  static async load(
    results: ResultsManager,
    fqName: string,
    { id, data }: Submission,
  ): Promise<KeptSubmission> {
    const folder = `graphs/${segmentOf(fqName)}/${segmentOf(id)}`;
    const hash = sha256(textOfValue(data));
    const isTaken = await results.exists(`${folder}/submission`);
    const before = isTaken ? await results.get<{ hash: string }>(`${folder}/submission`) : null;
    if (before === null) await results.set(`${folder}/submission`, { hash });
    else if (before.hash !== hash) {
      throw new UsageError(
        `Cannot go on with the submission '${id}' to '${fqName}': what is submitted under an id ` +
          "must stay the same, and is other data now. Give it another id, or delete what is kept " +
          `under '${folder}'.`,
        { data: { id, fqName, folder } },
      );
    }
    const jobs = await results.listIds(`${folder}/jobs`);
    const entries = await Promise.all(jobs.map(async (name) => {
      const { output } = await results.get<KeptOutput>(name);
      return [decodeURIComponent(name.slice(folder.length + "/jobs/".length)), output] as const;
    }));
    return new KeptSubmission(results, folder, Object.fromEntries(entries));
  }

  /** Keeps what a job gave. */
  keep(job: string, output: unknown): void {
    if (Object.hasOwn(this.known, job)) return;
    const kept: KeptOutput = { output };
    this.#writes.write(`${this.#folder}/jobs/${segmentOf(job)}`, kept);
  }

  /**
   * Waits until all is kept.
   *
   * @throws UsageError where something could not be
   */
  async settled(): Promise<void> {
    await this.#writes.settled("what the jobs of a submission gave");
  }
}
