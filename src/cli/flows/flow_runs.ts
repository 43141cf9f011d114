/** Executions that commands have begun, as files: so other commands find them. @module */
import { join, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import type { ExecutionRecord } from "../../flow/dependent/execution_record.ts";
import type { FlowStatus } from "../../flow/dependent/flow_words.ts";

/** How often a run looks whether it is to stop, and a command whether a run has: milliseconds. */
const LOOK_MS = 100;

/** What is written of an execution. */
interface FlowRunFile {
  readonly runId: string;
  /** The module, with its whole path. */
  readonly module: string;
  /** The id of the flow. */
  readonly flow: string;
  readonly pid: number;
  /** When it began, as ISO 8601. */
  readonly startedAt: string;
  /** Running until it has ended. */
  readonly status: FlowStatus;
  /** What is known of it when it has ended: to go on with. */
  readonly record: ExecutionRecord | null;
}

/** The executions of a folder. */
export class FlowRuns {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Where an execution is written. */
  pathOf(runId: string): string {
    return join(this.#folder, `${runId}.json`);
  }

  /** Writes an execution: whole, or not at all. */
  async write(run: FlowRunFile): Promise<void> {
    await Deno.mkdir(this.#folder, { recursive: true });
    const path = this.pathOf(run.runId);
    await Deno.writeTextFile(`${path}.tmp`, JSON.stringify(run, null, 2));
    await Deno.rename(`${path}.tmp`, path);
  }

  /** All executions, the oldest first; files that are none are left out. */
  async list(): Promise<FlowRunFile[]> {
    const runs: FlowRunFile[] = [];
    try {
      for await (const { name, isFile } of Deno.readDir(this.#folder)) {
        if (!isFile || !name.endsWith(".json")) continue;
        const run = await readRun(join(this.#folder, name));
        if (run !== null) runs.push(run);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    return runs.sort((a, b) => a.startedAt < b.startedAt ? -1 : 1);
  }

  /** Calls back once when somebody asks for an execution to stop; gives what ends looking. */
  watch(runId: string, onStop: () => void): () => void {
    const path = this.#stopPath(runId);
    const timer = setInterval(() => {
      void Deno.stat(path).then(() => {
        clearInterval(timer);
        onStop();
      }, () => {});
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      void Deno.remove(path).catch(() => {});
    };
  }

  /**
   * Asks for an execution to stop, and waits until it has.
   *
   * @returns how it ended; null where it did not answer in time
   */
  async stop(runId: string, timeoutMs: number): Promise<FlowRunFile | null> {
    await Deno.writeTextFile(this.#stopPath(runId), "");
    for (const start = performance.now(); performance.now() - start < timeoutMs;) {
      const run = await readRun(this.pathOf(runId));
      if (run !== null && run.status !== "running") return run;
      await new Promise((go) => setTimeout(go, LOOK_MS));
    }
    await Deno.remove(this.#stopPath(runId)).catch(() => {});
    return null;
  }

  #stopPath(runId: string): string {
    return join(this.#folder, `${runId}.stop`);
  }
}

/**
 * Reads the record of an execution, for going on with it.
 *
 * @throws UsageError where the file has none
 */
export async function readRecord(file: string): Promise<ExecutionRecord> {
  const run = await readRun(file);
  const record = run === null ? null : run.record ?? null;
  if (record !== null) return record;
  throw new UsageError(
    `Cannot go on with '${file}': it is no execution that has ended. Give one that ` +
      "`trunnion flows run` has written.",
    { data: { file } },
  );
}

async function readRun(path: string): Promise<FlowRunFile | null> {
  try {
    const value = JSON.parse(await Deno.readTextFile(path));
    return typeof value?.runId === "string" && typeof value.module === "string" ? value : null;
  } catch {
    return null; // it is being written, or something else
  }
}
