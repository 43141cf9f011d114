import { type FlowEvent, type FlowListener } from "../../../functions.ts";

/** A listener, and what it has heard. */
export interface Collector {
  readonly events: FlowEvent[];
  readonly listener: FlowListener;
  /** The events as text: the type, and what it is about. */
  lines(): string[];
}

/** Hears of events and keeps them. */
export function collector(): Collector {
  const events: FlowEvent[] = [];
  return { events, listener: (event) => events.push(event), lines: () => events.map(eventLine) };
}

/** An event in a line: messages in quotes, names of tasks, keys of artifacts and results. */
export function eventLine(event: FlowEvent): string {
  const { eventType, eventData } = event;
  switch (eventType) {
    case "flow_message":
      return `message ${eventData.data.messageData.messageText}`;
    case "new_artifact":
      return `${eventType} ${eventData.data.artifactData.key}`;
    case "new_result":
      return `${eventType} ${eventData.data.resultData.key}: ` +
        `${eventData.data.resultData.description}`;
    case "task_start":
      return `${eventType} ${eventData.taskName}`;
    case "task_stop":
      return `${eventType} ${eventData.taskName} ${eventData.data.status}`;
    default:
      return eventType;
  }
}

/** What a call throws. */
export async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** Ends after so many milliseconds. */
export const after = (ms: number): Promise<void> => new Promise((end) => setTimeout(end, ms));
