/**
 * What a worker does: the one interface between the pool and those who use it.
 *
 * @module
 */
import type { LogLevel } from "../../flow/job.ts";
import type { TimeLimit } from "./pulse.ts";

/** Runs items, one after the other, in one worker. */
export interface Handler {
  /**
   * Does one item.
   *
   * @param payload the item, as it was given to the pool
   * @param shared what all items of the pool's run share
   * @returns the result; it must survive a structured clone
   * @throws whatever makes the item fail. A RunEnding ends the run instead: then no item can be
   * done
   */
  run(payload: unknown, shared: unknown, context: HandlerContext): unknown;
  /**
   * Bytes of main memory that processes of the handler's own took at most since it was last asked;
   * null where it has none.
   */
  peakBytes?(): number | null;
  /** Ends what the handler has started. */
  close?(): Promise<void> | void;
}

/** What a handler is told about the item in work. */
export interface HandlerContext {
  /** The caller's number for the item. */
  readonly index: number;
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Puts a line into the run's log. */
  log(level: LogLevel, message: string): void;
  /**
   * Says for how long the item may go on from now; null for as long as it likes. When the time is
   * over, the handler ends the item. An item that still holds the thread when its grace is over too
   * costs its worker.
   */
  limit(limit: TimeLimit | null): void;
}

/** What a module of a handler exports. */
export interface HandlerModule {
  /** Called once a worker. What it throws ends the pool's run with one error. */
  createHandler(config: unknown): Promise<Handler> | Handler;
}

/** Where the handler of one kind of work comes from. */
export interface HandlerSource {
  /** URL of a {@linkcode HandlerModule}. */
  readonly module: string;
  /**
   * Plain data for its `createHandler`.
   *
   * @default {undefined}
   */
  readonly config?: unknown;
}

/**
 * What workers can do, by the name of the kind of work. The first kind's handler is made when a
 * worker starts. Another kind's is made when the first work of that kind comes.
 */
export type WorkKinds = Readonly<Record<string, HandlerSource>>;

/** Makes a handler of its source, in this thread. */
export async function makeHandler({ module, config }: HandlerSource): Promise<Handler> {
  const { createHandler }: HandlerModule = await import(module);
  return await createHandler(config);
}
