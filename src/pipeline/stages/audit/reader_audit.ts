/** Has some of the files of a stage read by both readers, while the stage goes on. @module */
import { messageOf } from "../../../base/message_of.ts";
import type { AuditResult } from "../../../cad/audit/audit_file.ts";
import type { JobContext } from "../../../flow/job.ts";
import { JournalError } from "../../../journal/errors.ts";
import type { AuditedFile, ReaderAudits } from "../../../journal/reader_audits.ts";
import type { Outcome, TaskPool } from "../../../pool/run/task_pool.ts";
import { AUDIT_WORK } from "../../worker/work_kinds.ts";
import type { RunEnvironment } from "../run_environment.ts";
import { ItemFeed } from "./item_feed.ts";

/** What an audit works with. */
interface AuditOptions {
  readonly stage: string;
  readonly journal: ReaderAudits;
  /** Exporters that the flow itself leaves to the kernel. */
  readonly kernelExporters: readonly string[];
  /** Opens the workers for it; null where the run's own pool does it, after the stage's items. */
  readonly openPool: (() => TaskPool) | null;
  /** The run's own pool. */
  readonly pool: TaskPool;
  readonly context: Pick<JobContext, "signal" | "addResult">;
  readonly log: RunEnvironment["log"];
}

/** The audit of one stage of a run. */
export class ReaderAudit {
  /**
   * The exporters whose files the kernel is to read. It grows while the stage goes on: items have
   * it as it is when they are handed out.
   */
  readonly kernelExporters: string[];
  readonly #options: AuditOptions;
  readonly #files: AuditedFile[] = [];
  readonly #found: string[] = [];
  readonly #stop = new AbortController();
  #pool: TaskPool | null = null;
  #feed = new ItemFeed();
  #run: Promise<{ error: unknown } | null> | null = null;
  #waiting = 0;
  #failed = false;

  constructor(options: AuditOptions) {
    this.#options = options;
    const before = options.journal.distrusted();
    this.kernelExporters = [...new Set([...options.kernelExporters, ...before])];
    for (const exporter of before) {
      options.log(
        "INFO",
        `'${options.stage}': STEP files of '${exporter}' are read by the kernel: the readers ` +
          "disagreed on one of them in an earlier run.",
      );
    }
  }

  /** Goes on with what runs before have left undone. */
  resume(): void {
    this.#push(this.#options.journal.takeDue());
  }

  /** Has files audited that no run has audited yet. */
  add(files: readonly AuditedFile[]): void {
    this.#push(this.#options.journal.add(files));
  }

  /**
   * Waits for the audits that have begun.
   *
   * @returns the exporters on whose files the readers were found to disagree since the last call
   */
  async settle(): Promise<string[]> {
    if (this.#waiting > 0) this.#start();
    this.#feed.end();
    const ended = await this.#run;
    this.#run = null;
    this.#feed = new ItemFeed();
    if (ended !== null) this.#fault(ended.error);
    return this.#found.splice(0);
  }

  /** Ends what is left of it. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#feed.end();
    await this.#run;
    await this.#pool?.close();
  }

  #push(files: readonly AuditedFile[]): void {
    if (files.length === 0 || this.#failed) return;
    for (const file of files) {
      this.#feed.push({ index: this.#files.length, payload: file });
      this.#files.push(file);
    }
    this.#waiting += files.length;
    if (this.#options.openPool !== null) this.#start();
  }

  #start(): void {
    if (this.#run !== null) return;
    const { openPool, pool, context } = this.#options;
    const used = openPool === null ? pool : this.#pool ??= openPool();
    this.#run = used.run(this.#feed, {
      kind: AUDIT_WORK,
      signal: AbortSignal.any([context.signal, this.#stop.signal]),
      onOutcomes: (outcomes) => outcomes.forEach((outcome) => this.#take(outcome)),
    }).then(() => null, (error) => ({ error }));
  }

  #take(outcome: Outcome): void {
    this.#waiting--;
    const { journal, stage, log, context } = this.#options;
    const { path, content, exporter } = this.#files[outcome.index];
    const result: AuditResult = outcome.ok
      ? outcome.value as AuditResult // by the handler of audits
      : { state: "failed", detail: outcome.error.message };
    const detail = result.state === "same" ? null : result.detail;
    journal.end(content, result.state, detail);
    if (result.state === "failed") {
      log("WARNING", `'${stage}': '${path}' could not be read by both readers: ${detail}`);
    }
    if (result.state !== "different") return;
    const isNews = !this.kernelExporters.includes(exporter);
    const description = `The two readers of STEP files disagree on '${path}': ${detail}. Files ` +
      `of its exporter, '${exporter}', are read by the kernel from now on.`;
    log("WARNING", `'${stage}': ${description}`);
    context.addResult({
      key: "reader_disagreement",
      description,
      data: { file: path, exporter, difference: detail },
    });
    if (isNews) {
      this.kernelExporters.push(exporter);
      this.#found.push(exporter);
    }
  }

  /** Where there is no kernel to compare with, the items are as good as without audits. */
  #fault(error: unknown): void {
    this.#options.context.signal.throwIfAborted();
    if (error instanceof JournalError) throw error;
    this.#failed = true;
    this.#options.log(
      "WARNING",
      `'${this.#options.stage}': ${this.#waiting} files could not be read by both readers: ` +
        `${messageOf(error)} The next run tries it again.`,
    );
    this.#waiting = 0;
  }
}
