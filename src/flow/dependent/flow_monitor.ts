/** What happens to the flows of a context, as it happens and afterwards. @module */
import type { LogLevel } from "../job.ts";
import type { FlowResult } from "./flow_result.ts";
import type { FlowState } from "./flow_state.ts";

/** Something that happened to a flow. */
export interface FlowMonitorEvent {
  /** What happened. */
  readonly type:
    | "monitoring_started"
    | "execution_started"
    | "execution_completed"
    | "execution_failed"
    | "execution_cancelled";
  /** The id of the flow. */
  readonly processId: string;
  /** When. */
  readonly timestamp: Date;
  /** What happened, in words. */
  readonly description: string;
  /** How grave it is. */
  readonly level: LogLevel;
  /** The run, and for the end of an execution how long it took and what it failed with. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Hears of what happens to flows. */
export type FlowMonitorListener = (event: FlowMonitorEvent) => void;

/** One execution as it is kept: events are made of it when they are asked for. */
interface Kept {
  readonly id: string;
  readonly name: string;
  readonly runId: string;
  /** Null where the processor never began. */
  readonly startedAt: number | null;
  /** Null until it has ended; then the rest is known, too. */
  endedAt: number | null;
  status: FlowResult["status"];
  durationMs: number;
  attempts: number;
  error: string | null;
  errorType: string | null;
}

/** Keeps the last executions, and tells listeners of each. */
export class FlowMonitor {
  readonly #most: number;
  readonly #onFailure: (error: unknown, event: FlowMonitorEvent) => void;
  /** Replaced, never changed, so that a dispatch goes over those that were there at its start. */
  #listeners: readonly { readonly listener: FlowMonitorListener }[] = [];
  readonly #failed = new WeakSet<FlowMonitorListener>();
  #kept: Kept[] = [];

  /**
   * @param most how many executions are kept, the last ones
   * @param onFailure told once of each listener that throws
   */
  constructor(most: number, onFailure: (error: unknown, event: FlowMonitorEvent) => void) {
    this.#most = most;
    this.#onFailure = onFailure;
  }

  /** Adds a listener; gives a function that takes it away again. */
  subscribe(listener: FlowMonitorListener): () => void {
    const entry = { listener };
    this.#listeners = [...this.#listeners, entry];
    return () => void (this.#listeners = this.#listeners.filter((other) => other !== entry));
  }

  /** A flow's processor begins. */
  begin({ id, config }: FlowState, runId: string, startedAt: number): Kept {
    const kept = begun(id, config.name, runId, startedAt);
    this.#keep(kept);
    if (this.#listeners.length > 0) { for (const event of beginning(kept)) this.#tell(event); }
    return kept;
  }

  /** An execution has ended; `kept` is what its beginning gave, null where there was none. */
  end({ id, config }: FlowState, kept: Kept | null, result: FlowResult): void {
    const { status, error, endTime, metadata } = result;
    const entry = kept ?? begun(id, config.name, metadata.runId ?? "", null);
    entry.endedAt = endTime.getTime();
    entry.status = status;
    entry.durationMs = metadata.durationMs;
    entry.attempts = metadata.attempts;
    entry.error = error;
    entry.errorType = metadata.errorType;
    if (kept === null) this.#keep(entry);
    if (this.#listeners.length > 0) this.#tell(ending(entry));
  }

  /** What happened to one flow, or to all of them, in its order, as far as it is kept. */
  events(processId?: string): FlowMonitorEvent[] {
    return this.#lastKept()
      .filter(({ id }) => processId === undefined || id === processId)
      .flatMap((kept) => [...beginning(kept), ...(kept.endedAt === null ? [] : [ending(kept)])])
      .sort((a, b) => Number(a.timestamp) - Number(b.timestamp));
  }

  clear(): void {
    this.#kept = [];
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    // Taking from the front of an array costs its length, so that is done now and then.
    if (this.#kept.length >= 2 * this.#most + 16) this.#kept = this.#lastKept();
  }

  #lastKept(): Kept[] {
    return this.#most === 0 ? [] : this.#kept.slice(-this.#most);
  }

  #tell(event: FlowMonitorEvent): void {
    for (const { listener } of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        if (this.#failed.has(listener)) continue;
        this.#failed.add(listener);
        try {
          this.#onFailure(error, event);
        } catch {
          // The side channel is the last one there is.
        }
      }
    }
  }
}

export type { Kept as KeptExecution };

function begun(id: string, name: string, runId: string, startedAt: number | null): Kept {
  const nothing = { durationMs: 0, attempts: 0, error: null, errorType: null } as const;
  return { id, name, runId, startedAt, endedAt: null, status: "running", ...nothing };
}

function beginning({ id, name, runId, startedAt }: Kept): FlowMonitorEvent[] {
  if (startedAt === null) return [];
  const common = {
    processId: id,
    timestamp: new Date(startedAt),
    level: "INFO",
    details: { runId },
  } as const;
  return [
    { ...common, type: "monitoring_started", description: `Monitoring of '${name}' started` },
    { ...common, type: "execution_started", description: `Execution of '${name}' started` },
  ];
}

function ending(kept: Kept): FlowMonitorEvent {
  const { id, name, runId, status, durationMs, attempts, error, errorType } = kept;
  const type = status === "completed"
    ? "execution_completed"
    : status === "failed"
    ? "execution_failed"
    : "execution_cancelled";
  return {
    type,
    processId: id,
    timestamp: new Date(kept.endedAt!), // it is asked for where there is one
    description: `Execution of '${name}' ${status}${error === null ? "" : `: ${error}`}`,
    level: status === "failed" ? "ERROR" : status === "completed" ? "INFO" : "WARNING",
    details: { runId, durationMs, attempts, error, errorType },
  };
}
