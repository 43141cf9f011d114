/**
 * What a function flow tells while it runs: seven types of events.
 *
 * @module
 */
import type { LogLevel } from "../job.ts";

/** The types of events. */
export const FLOW_EVENT_TYPES: readonly FlowEventType[] = Object.freeze(
  [
    "flow_start",
    "flow_stop",
    "task_start",
    "task_stop",
    "flow_message",
    "new_artifact",
    "new_result",
  ] as const,
);

/** One of the seven. */
export type FlowEventType = keyof FlowEventPayload;

/** Something that a flow made and wants to be found with it. */
export interface FlowArtifact {
  /** What it is found by. */
  readonly key: string;
  /** What it is, in words. */
  readonly description: string;
  /** The thing itself, or what leads to it. */
  readonly data: unknown;
  /** What kind of thing it is, in the user's words. */
  readonly type: string;
}

/** A value that a flow found worth noting. */
export interface NotedResult {
  /** What it is found by. */
  readonly key: string;
  /** What it is, in words. */
  readonly description: string;
}

/** How a task or a flow ended. */
export interface FlowEndData {
  /** How it ended. */
  readonly status: "completed" | "failed" | "cancelled";
  /** What it failed with; null where it did not. */
  readonly errorMessage: string | null;
}

/** By type of event, what it tells. */
export interface FlowEventPayload {
  /** An execution has begun. */
  readonly flow_start: Readonly<Record<string, never>>;
  /** An execution has ended. */
  readonly flow_stop: FlowEndData;
  /** A call of a task has begun. */
  readonly task_start: Readonly<Record<string, never>>;
  /** A call of a task has ended. */
  readonly task_stop: FlowEndData;
  /** A message was sent. */
  readonly flow_message: {
    readonly messageData: {
      /** 10 debug, 20 info, 30 warning, 40 error. */
      readonly logLevel: number;
      /** As it came, with the colour codes of a terminal if it had any. */
      readonly message: string;
      /** Without them. */
      readonly messageText: string;
    };
  };
  /** An artifact was added. */
  readonly new_artifact: { readonly artifactData: FlowArtifact };
  /** A result was added. */
  readonly new_result: { readonly resultData: NotedResult };
}

/** The levels as numbers, as they stand in events. */
export const LOG_LEVEL_NUMBERS: Readonly<Record<LogLevel, number>> = {
  DEBUG: 10,
  INFO: 20,
  WARNING: 30,
  ERROR: 40,
};

/** What an event says beside its type. */
export interface FlowEventData<Payload> {
  /** What the type of event tells. */
  readonly data: Payload;
  /** Always empty: kept for listeners that look for it. */
  readonly eventSource: string;
  /** The name of the flow. */
  readonly flowName: string;
  /** The id of the flow. */
  readonly flowRunId: string;
  /** 10 debug, 20 info, 30 warning, 40 error. */
  readonly logLevel: number;
  /** The task in which it happened, or null. */
  readonly taskName: string | null;
  /** The id of the call of that task, or null. */
  readonly taskRunId: string | null;
}

/** Something that happened in a flow; `eventType` tells which data it has. */
export type FlowEvent = {
  [Type in FlowEventType]: {
    readonly eventId: string;
    readonly eventType: Type;
    /** Milliseconds since 1970. */
    readonly timestamp: number;
    readonly eventData: FlowEventData<FlowEventPayload[Type]>;
  };
}[FlowEventType];

/** Hears of a flow's events. */
export type FlowListener = (event: FlowEvent) => void;
