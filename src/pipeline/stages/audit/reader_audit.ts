/** Has some of the files of a stage read by both readers, while the stage goes on. @module */
import { messageOf } from "../../../base/message_of.ts";
import type { AuditResult } from "../../../cad/audit/audit_file.ts";
import type { AuditKernel } from "../../../cad/audit/audit_kernel.ts";
import { KernelUnavailable } from "../../../cad/errors.ts";
import type { JobContext } from "../../../flow/job.ts";
import { JournalError } from "../../../journal/errors.ts";
import type { AuditedFile, ReaderAudits } from "../../../journal/reader_audits.ts";
import type { AsideWork, Outcome, PoolItem, TaskPool } from "../../../pool/run/task_pool.ts";
import type { AuditCall } from "../../worker/audit_call.ts";
import { AUDIT_WORK } from "../../worker/work_kinds.ts";
import type { RunEnvironment } from "../run_environment.ts";
import { AheadReading } from "./ahead_reading.ts";
import { ItemFeed } from "./item_feed.ts";

/** What an audit works with. */
interface AuditOptions {
  readonly stage: string;
  readonly journal: ReaderAudits;
  /** Exporters that the flow itself leaves to the kernel. */
  readonly kernelExporters: readonly string[];
  /** Opens the kernel that reads beside the pool; null where a worker's kernel does. */
  readonly openKernel: (() => Promise<AuditKernel>) | null;
  /** The run's own pool, whose workers compare. */
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
  /**
   * What the pool may do while it goes over the stage's items. A worker would wait for its own
   * kernel to start: where no other has read the files, they come after the items.
   */
  readonly aside: AsideWork | undefined;
  readonly #options: AuditOptions;
  readonly #files: AuditedFile[] = [];
  readonly #found: string[] = [];
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #ahead: AheadReading | null;
  /** What workers can compare now. */
  #feed = new ItemFeed();
  /** What a worker did not end. */
  readonly #later: PoolItem[] = [];
  /** Resolves when the kernel has read all files, or is given up. */
  #reads: Promise<unknown> = Promise.resolve();
  #looking: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(options: AuditOptions) {
    this.#options = options;
    const { context, openKernel } = options;
    this.#signal = AbortSignal.any([context.signal, this.#stop.signal]);
    this.#ahead = openKernel === null ? null : new AheadReading(openKernel, this.#signal);
    this.aside = openKernel === null ? undefined : {
      kind: AUDIT_WORK,
      take: () => this.#feed.take(),
      onOutcome: (outcome) => this.#take(outcome),
      giveBack: (item) => void this.#later.push(item),
    };
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

  /**
   * Goes on with what runs before have left undone, and has the kernel begin with one of the last
   * items that will be audited: to start takes it as long as a hundred files take a worker. Where
   * one comes earlier, the worker that does it tells in time.
   *
   * @param last the items that are done last, from the end
   * @param every one file in so many is audited
   */
  resume(last: Iterable<unknown>, every: number): void {
    this.#push(this.#options.journal.takeDue());
    if (this.#ahead !== null && this.#waiting === 0) {
      this.#looking = this.#look(last, every).catch(() => {}); // it is a help, and no more
    }
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
    if (this.#waiting > 0 && this.#failure === null) await this.#finish();
    if (this.#waiting > 0) this.#options.context.signal.throwIfAborted();
    if (this.#failure !== null) this.#fault(this.#failure.error);
    return this.#found.splice(0);
  }

  /** Ends what is left of it. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#feed.end();
    await Promise.all([this.#looking, this.#reads]);
    await this.#ahead?.close();
  }

  async #look(items: Iterable<unknown>, every: number): Promise<void> {
    const { journal } = this.#options;
    const { findChosen } = await import("./find_chosen.ts");
    const isNew = (content: string) => !journal.has(content);
    const found = await findChosen(items, every, isNew, this.#signal);
    if (found !== null) this.#ahead!.begin(found); // there is none to look for without it
  }

  #push(files: readonly AuditedFile[]): void {
    if (this.#failure !== null) return;
    for (const file of files) {
      const index = this.#files.push(file) - 1;
      this.#waiting++;
      if (this.#ahead === null) this.#feed.push({ index, payload: file });
      else this.#reads = Promise.all([this.#reads, this.#read(index, file, this.#ahead)]);
    }
  }

  /** Has the kernel read a file. What it throws stays, and is told when all have settled. */
  async #read(index: number, file: AuditedFile, ahead: AheadReading): Promise<void> {
    try {
      const dump = await ahead.read(file);
      this.#feed.push({ index, payload: { ...file, dump } satisfies AuditCall });
    } catch (error) {
      if (this.#signal.aborted || this.#failure !== null) return;
      try {
        if (error instanceof KernelUnavailable) throw error;
        this.#end(file, { state: "failed", detail: messageOf(error) });
      } catch (error) {
        this.#failure ??= { error };
      }
    }
  }

  /** Does what the pool has not done while it went over the items. */
  async #finish(): Promise<void> {
    for (const item of this.#later.splice(0)) this.#feed.push(item);
    void this.#reads.then(() => this.#feed.end());
    try {
      await this.#options.pool.run(this.#feed, {
        kind: AUDIT_WORK,
        signal: this.#signal,
        onOutcomes: (outcomes) => outcomes.forEach((outcome) => this.#take(outcome)),
      });
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#feed = new ItemFeed();
  }

  #take(outcome: Outcome): void {
    const { dump } = outcome.payload as AuditCall; // as it was pushed
    if (dump !== undefined) this.#ahead?.free(dump);
    this.#end(
      this.#files[outcome.index],
      outcome.ok
        ? outcome.value as AuditResult // by the handler of audits
        : { state: "failed", detail: outcome.error.message },
    );
  }

  #end({ path, content, exporter }: AuditedFile, result: AuditResult): void {
    this.#waiting--;
    const { journal, stage, log, context } = this.#options;
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
    if (this.#waiting === 0) return;
    this.#options.log(
      "WARNING",
      `'${this.#options.stage}': ${this.#waiting} files could not be read by both readers: ` +
        `${messageOf(error)} The next run tries it again.`,
    );
    this.#waiting = 0;
  }
}
