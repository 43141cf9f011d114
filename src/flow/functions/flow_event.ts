/**
 * What a function flow tells while it runs: seven types of events.
 *
 * @module
 */
import type { LogLevel } from "../job.ts";

/** The types of events. */
export const FLOW_EVENT_TYPES = [
  "flow_start",
  "flow_stop",
  "task_start",
  "task_stop",
  "flow_message",
  "new_artifact",
  "new_result",
] as const;

/** One of the seven. */
export type FlowEventType = (typeof FLOW_EVENT_TYPES)[number];

/** Something that a flow made and wants to be found with it. */
export interface FlowArtifact {
  readonly key: string;
  readonly description: string;
  readonly data: unknown;
  readonly type: string;
}

/** A value that a flow found worth noting. */
export interface FlowResult {
  readonly key: string;
  readonly description: string;
}

/** How a task or a flow ended. */
export interface EndData {
  readonly status: "completed" | "failed" | "cancelled";
  readonly errorMessage: string | null;
}

/** By type of event, what it tells. */
export interface FlowEventPayload {
  readonly flow_start: Readonly<Record<string, never>>;
  readonly flow_stop: EndData;
  readonly task_start: Readonly<Record<string, never>>;
  readonly task_stop: EndData;
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
  readonly new_artifact: { readonly artifactData: FlowArtifact };
  readonly new_result: { readonly resultData: FlowResult };
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
  readonly data: Payload;
  readonly eventSource: string;
  readonly flowName: string;
  readonly flowRunId: string;
  readonly logLevel: number;
  /** The task in which it happened, or null. */
  readonly taskName: string | null;
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
