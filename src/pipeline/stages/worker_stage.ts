/** A stage whose tasks take items, in workers. @module */
import type { Job, JobContext } from "../../flow/job.ts";
import { READERS_VERSION } from "../../cad/versions.ts";
import { JournalError } from "../../journal/errors.ts";
import type { KnownItem, StageFingerprint } from "../../journal/journal_types.ts";
import type { StageJournal } from "../../journal/stage_journal.ts";
import type { Outcome, PoolItem, Suspect, TaskPool } from "../../pool/run/task_pool.ts";
import type { Source } from "./binding.ts";
import { makeAudit } from "./audit/make_audit.ts";
import { readAgain } from "./audit/read_again.ts";
import type { ReaderAudit } from "./audit/reader_audit.ts";
import { auditKept } from "./audit_kept.ts";
import { refuseEncodedItems } from "./encoded_twice.ts";
import { measureStage } from "./dry_measure.ts";
import { ErrorLimit } from "./error_limit.ts";
import { requireOutputs } from "../items/declared_outputs.ts";
import { itemEnd } from "../items/item_end.ts";
import type { ItemError } from "../items/item_error.ts";
import { asListed, keepsListing, largestFirst } from "../items/item_order.ts";
import { tellAhead } from "../items/tell_ahead.ts";
import { unpackReplies } from "../items/item_reply.ts";
import { adoptedLines, besideText, countBeside } from "./kept_beside.ts";
import { storableOutcome } from "./storable_outcome.ts";
import { makeStageCall } from "./make_stage_call.ts";
import { MemoryMeter } from "./memory_meter.ts";
import { noItems } from "./no_items.ts";
import type { Stage } from "./stage.ts";
import { besideItem } from "../items/by_item.ts";
import type { ReuseTerms } from "../items/reuse_reason.ts";
import type { RunEnvironment } from "./run_environment.ts";
import type { ItemReply } from "../items/item_call.ts";
import type { StageCall } from "../worker/stage_call.ts";
import { stageFingerprint } from "./stage_fingerprint.ts";
import { stageItems } from "./stage_items.ts";
import { stageLimits } from "./stage_limits.ts";
import { StageList } from "./stage_list.ts";
import { announce, tellAgain, tellKept } from "./stage_log.ts";
import {
  AvailableData,
  lazyListOutput,
  nameListOutputs,
  type StageOutput,
  type TaskOutput,
} from "./stage_output.ts";
import { StageProgress } from "./stage_progress.ts";
import { StageResults } from "./stage_results.ts";
import { StageTally } from "./stage_tally.ts";
import { looksForFiles } from "../worker/gather_pool.ts";
import { ITEM_WORK } from "../worker/work_kinds.ts";
import { ParallelTask } from "../tasks/task_classes.ts";

/** Makes the job of a stage that runs in workers. */
export function workerStage(stage: Stage, environment: RunEnvironment): Job {
  return {
    name: stage.name,
    grace: Infinity, // the pool sees to it that workers end
    run: (inputs, context) =>
      // Every job of a pipeline puts out a StageOutput.
      new WorkerStage(stage, environment, context).run(Object.values(inputs) as StageOutput[]),
  };
}

/** What holds for all that a pool does of a stage. */
interface PassFacts {
  readonly list: StageList;
  readonly call: StageCall;
  readonly audit: ReaderAudit | null;
  readonly fingerprint: number | null;
  readonly tally: StageTally;
}

class WorkerStage {
  readonly #stage: Stage;
  readonly #environment: RunEnvironment;
  readonly #pool: TaskPool;
  readonly #context: JobContext;
  readonly #names: readonly string[];
  readonly #journal: StageJournal;
  readonly #results: StageResults;
  /** What extracts give, by the position of the source: it is the list of the next stage. */
  readonly #lists = new Map<number, unknown[]>();
  /** What the journal threw: it is the run's error, whatever the pool makes of it. */
  #journalError: unknown = null;

  constructor(stage: Stage, environment: RunEnvironment, context: JobContext) {
    this.#stage = stage;
    this.#environment = environment;
    const gathers = looksForFiles(stage.tasks.map(({ definition }) => definition));
    this.#pool = (gathers ? environment.gathering : null) ?? environment.pool;
    this.#context = context;
    this.#names = stage.tasks.map(({ definition }) => definition.info.name);
    this.#journal = environment.journal.stage(stage.name);
    const { readJournal, folder } = environment;
    this.#results = new StageResults(readJournal, stage.name, this.#names, folder.encoded);
  }

  async run(inputs: readonly StageOutput[]): Promise<StageOutput> {
    const began = performance.now();
    const data = new AvailableData(this.#environment.given, inputs);
    const { items, source, available, all } = stageItems(this.#stage, this.#environment, data);
    const { log, settings, retry, replay } = this.#environment;
    // A replay is made to see the error of its item, and no limit may hide it.
    const limited = replay === null ? this.#stage.tasks : [];
    const limit = new ErrorLimit({ tasks: limited }, settings.items, items.length, retry);
    const tally = new StageTally(this.#names, this.#environment, limit);
    if (available !== null) tally.available(available);
    if (this.#stage.encodes) {
      refuseEncodedItems(this.#stage.name, items, this.#environment.encoded);
    }
    const workers = this.#pool.size === null ? null : this.#workers(items.length);
    announce(this.#names, items.length, workers, log);
    const call = makeStageCall(this.#stage, this.#environment, data);
    const { signal } = this.#context;
    const work = { kind: ITEM_WORK, ...stageLimits(this.#stage), signal };
    const audit = makeAudit(this.#stage.name, call, this.#environment, this.#context);
    const distrusted = audit?.kernelExporters ?? [];
    const made = {
      items,
      journal: this.#journal,
      terms: await this.#terms(call, [...distrusted]),
      call,
      work,
    };
    const terms = await auditKept(this.#stage.name, made, this.#environment);
    const list = await StageList.make(
      items,
      this.#journal,
      terms,
      signal,
      (item) => tally.keep(item, () => this.#repliesOf(item)),
      keepsListing(this.#pool.size) ? asListed : largestFirst,
    );
    const { kept, reasons } = list;
    this.#journal.begin({
      total: items.length,
      workers: this.#workers(list.pending),
      kept,
      reasons,
      tasks: this.#names,
    });
    tellKept(this.#stage.name, kept, this.#environment);
    tellAgain(this.#stage, reasons, this.#environment);
    const fingerprint = terms.fingerprint?.parts ?? null;
    if (this.#stage.encodes) this.#keepBeside(fingerprint);
    try {
      const id = terms.fingerprint?.id ?? null;
      await this.#runItems(list, call, audit, id, tally);
    } finally {
      await audit?.close();
      // What a stopped run has done can be merged.
      if (this.#stage.encodes) this.#tellEncoded(source, fingerprint, tally.files);
    }
    this.#journal.finish();
    const { dry } = this.#environment;
    if (dry !== null && available !== null) {
      dry.measures.push(
        await measureStage(
          {
            name: this.#stage.name,
            all,
            done: items.length,
            wallMs: performance.now() - began,
            workers: this.#workers(all.length),
            fingerprint,
            call,
            work,
          },
          this.#environment,
          dry,
        ),
      );
    }
    return this.#output(items.length, tally.errors);
  }

  /** Does the items, and those again that are found to have been read by the wrong reader. */
  async #runItems(
    list: StageList,
    call: StageCall,
    audit: ReaderAudit | null,
    fingerprint: number | null,
    tally: StageTally,
  ): Promise<void> {
    const { dry, replay, settings } = this.#environment;
    const about = { list, call, audit, fingerprint, tally };
    if (audit !== null && dry === null && replay === null && settings.auditEvery > 0) {
      audit.resume(list.lastItems(), settings.auditEvery);
    }
    const items = list.poolItems(audit?.kernelExporters ?? null);
    await this.#runPool(items, list.total, list.kept, about);
    for (let found = await audit?.settle() ?? []; found.length > 0;) {
      const again = readAgain(
        found,
        {
          stage: this.#stage,
          journal: this.#journal,
          audits: this.#environment.journal.readerAudits(READERS_VERSION),
          list,
          tally,
          repliesOf: (item) => this.#repliesOf(item),
        },
        this.#environment,
        audit!.kernelExporters,
      );
      await this.#runPool(again, again.length, null, about);
      found = await audit!.settle();
    }
  }

  async #runPool(
    items: Iterable<PoolItem>,
    total: number,
    kept: StageList["kept"] | null,
    { list, call, audit, fingerprint, tally }: PassFacts,
  ): Promise<void> {
    const { settings } = this.#environment;
    const { signal } = this.#context;
    const progress = new StageProgress({
      label: kept === null ? `${this.#stage.name}, again` : this.#stage.name,
      total,
      setting: settings.progress,
      context: this.#context,
      activity: () => this.#pool.activity(),
      stallAfter: settings.stallAfter,
      onStall: this.#environment.onStall,
    });
    if (kept !== null) progress.keep(kept);
    const memory = new MemoryMeter();
    try {
      await this.#pool.run(items, {
        kind: ITEM_WORK,
        shared: call,
        ...stageLimits(this.#stage),
        signal,
        aside: audit?.aside,
        onMemory: (worker, use) => memory.take(worker, use),
        onHanded: (items, worker) => this.#write(() => this.#handed(items, worker, list)),
        onSuspects: (suspects) => this.#write(() => this.#suspected(suspects, list)),
        onOutcomes: (outcomes) => {
          this.#write(() => this.#take(outcomes, list, fingerprint, tally, audit));
          progress.take(outcomes);
        },
      });
    } catch (error) {
      throw this.#journalError ?? error;
    } finally {
      if (this.#journalError === null) this.#journal.setMemory(memory.peaks());
      await progress.finish();
    }
  }

  /** Remembers what the journal throws, as a pool may throw another error in its place. */
  #write(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof JournalError) this.#journalError ??= error;
      throw error;
    }
  }

  get #makesItems(): boolean {
    return this.#stage.tasks[0].definition.info.kind === "extract";
  }

  #workers(count: number): number {
    const most = Math.min(
      this.#pool.size ?? 1,
      stageLimits(this.#stage).concurrency ?? Infinity,
    );
    return Math.min(most, Math.max(1, count));
  }

  async #terms(call: StageCall, distrusted: readonly string[]): Promise<ReuseTerms> {
    const { journal, settings, fresh, retryFailed, folder } = this.#environment;
    const parts = await stageFingerprint(this.#stage, call, settings);
    return {
      fresh,
      retryFailed,
      since: journal.since,
      fingerprint: parts === null ? null : { id: journal.fingerprint(parts), parts },
      fingerprintOf: (id) => journal.fingerprintOf(id),
      outdated: new Set(),
      distrusted,
      beside: besideItem(call.tasks.flatMap(({ parameters }) => parameters)),
      folder: folder.encoded,
    };
  }

  /** Items that the dataset has and this run's inputs lack stay in it, unless told otherwise. */
  #keepBeside(fingerprint: StageFingerprint | null): void {
    const { log, prune, beside, stages } = this.#environment;
    // The last that encodes: by then all others have listed what they have.
    if (stages.findLast(({ encodes }) => encodes)?.name === this.#stage.name) {
      const adopted = this.#journal.adopt(stages.map(({ name }) => name));
      for (const line of adoptedLines(adopted)) log("INFO", `'${this.#stage.name}': ${line}`);
    }
    const counts = countBeside(this.#journal.keptBeside(fingerprint), prune);
    if (prune) this.#journal.prune();
    this.#journal.place();
    for (const key of ["kept", "otherCode", "leftOut", "pruned"] as const) {
      beside[key] += counts[key];
    }
    this.#journal.setBeside({ kept: counts.kept, leftOut: counts.leftOut + counts.pruned });
    const text = besideText(counts);
    if (text === null) return;
    log(
      counts.otherCode + counts.leftOut > 0 ? "WARNING" : "INFO",
      `'${this.#stage.name}': ${text}`,
    );
  }

  #handed(items: readonly PoolItem[], worker: number, list: StageList): void {
    this.#journal.started(items.map(({ index }) => list.idOf(index)), worker);
    if (this.#stage.encodes) this.#environment.ahead?.prepare();
  }

  #suspected(suspects: readonly Suspect[], list: StageList): void {
    const items = suspects.map(({ index, alone }) => ({ id: list.idOf(index), alone }));
    this.#journal.suspected(items, suspects[0]?.error.message ?? "");
  }

  #take(
    given: readonly Outcome[],
    list: StageList,
    fingerprint: number | null,
    tally: StageTally,
    audit: ReaderAudit | null,
  ): void {
    const errors: { row: ItemError; stack: string | null }[] = [];
    const isHere = this.#pool.size === null && !this.#makesItems;
    const outcomes = isHere ? given.map(storableOutcome) : given;
    this.#journal.ended(outcomes.map((outcome) => {
      const [end, error] = itemEnd(outcome, {
        id: list.idOf(outcome.index),
        fingerprint,
        stamp: list.stampOf(outcome.index),
        beside: list.besideOf(outcome.index),
        tasks: this.#names,
        withoutReply: this.#makesItems,
      });
      if (error !== null && !outcome.ok) errors.push({ row: error, stack: outcome.error.stack });
      return end;
    }));
    const replies = outcomes.flatMap((one) =>
      one.ok ? [{ index: one.index, reply: one.value as ItemReply }] : []
    );
    for (const { index, reply } of replies) this.#takeReply(index, reply, tally);
    if (this.#stage.encodes) tellAhead(this.#environment, outcomes);
    if (!this.#makesItems) this.#environment.onResults();
    audit?.add(replies.flatMap(({ reply }) => reply.readings?.audits ?? []));
    tally.fail(errors);
  }

  #takeReply(index: number, reply: ItemReply, tally: StageTally): void {
    tally.take(reply);
    const [first] = reply.tasks;
    if (this.#makesItems && !first.skipped) this.#lists.set(index, first.result as unknown[]);
  }

  /** What the tasks of the stage made of an item in an earlier run. */
  #repliesOf({ id, state, file }: KnownItem): ItemReply["tasks"] {
    const tasks = this.#names.length;
    // Of several tasks, some may have skipped an item that is done: its reply says which.
    const reply = tasks === 1 ? null : this.#journal.replyOf(id);
    return unpackReplies(reply, { tasks, skipped: state === "skipped", file });
  }

  #tellEncoded(source: Source, fingerprint: StageFingerprint | null, count: number): void {
    this.#environment.encoded.stages.push({
      tasks: this.#names,
      source,
      count,
      files: () => this.#results.files(fingerprint?.schema ?? null),
    });
  }

  #output(total: number, errors: number): StageOutput {
    // Where every source failed, there is nothing for the flow to do.
    if (this.#makesItems && errors > 0 && errors >= total) {
      throw noItems(this.#names[0], total, this.#results.errorsOf(0));
    }
    return new Map(this.#stage.tasks.map(({ definition: { info } }, i): [string, TaskOutput] => {
      const instance = this.#environment.instances.get(info.name)!;
      const readErrors = () => this.#results.errorsOf(i);
      const outcomes = () => this.#results.outcomesOf(i, this.#makesItems ? this.#lists : null);
      if (!this.#makesItems) {
        const results = () => this.#results.resultsOf(i);
        instance.readLater(results, readErrors, outcomes);
        return [info.name, lazyListOutput(info.outputs, results)];
      }
      const lists = [...this.#lists].sort(([a], [b]) => a - b).map(([, list]) => list);
      // Workers make lists of what extracts give.
      const items = instance instanceof ParallelTask ? instance.joinItems(lists) : lists.flat();
      for (const item of items) requireOutputs(info.name, info.outputs, item);
      instance.readLater(() => items, readErrors, outcomes);
      return [info.name, { values: nameListOutputs(info.outputs, items), list: items }];
    }));
  }
}
