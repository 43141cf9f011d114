/** Tells the listeners of a flow, and those of all flows, what happens in an execution. @module */
import type { FlowConfig } from "./flow_config.ts";
import type { FlowEvent, FlowEventPayload, FlowEventType } from "./flow_event.ts";
import { everyFlow, type FlowListenerFailure, type FlowListeners } from "./flow_listeners.ts";
import type { TaskCall } from "./task_call.ts";

/** Whom events are sent to, and what becomes of those that throw. */
interface Hearers {
  readonly listeners: FlowListeners;
  readonly onListenerFailure: (failure: FlowListenerFailure) => void;
}

/** The execution that events are about. */
interface EventSource {
  readonly id: string;
  readonly name: string;
  readonly config: Required<FlowConfig>;
}

/** Sends the events of one execution. */
export class EventSender {
  readonly #source: EventSource;
  readonly #hearers: Hearers;
  /** What was sent, where the flow keeps it. */
  readonly events: FlowEvent[] = [];
  /** The first failure of each listener. */
  readonly failures: FlowListenerFailure[] = [];

  constructor(source: EventSource, hearers: Hearers) {
    this.#source = source;
    this.#hearers = hearers;
  }

  /** Whether anybody hears an event, or it is kept. */
  get heard(): boolean {
    const { captureEvents } = this.#source.config;
    return captureEvents || this.#hearers.listeners.heard || everyFlow.heard;
  }

  send<Type extends FlowEventType>(
    eventType: Type,
    data: FlowEventPayload[Type],
    task: TaskCall | null,
    logLevel: number,
  ): void {
    if (!this.heard) return;
    const { name, id, config } = this.#source;
    const event = {
      eventId: crypto.randomUUID(),
      eventType,
      timestamp: Date.now(),
      eventData: {
        data,
        eventSource: "",
        flowName: name,
        flowRunId: id,
        logLevel,
        taskName: task?.taskName ?? null,
        taskRunId: task?.taskId ?? null,
      },
    } as FlowEvent; // the type of event and its data go together in the signature
    if (config.captureEvents) this.events.push(event);
    this.#hearers.listeners.dispatch(event, this.#listenerFailed);
    everyFlow.dispatch(event, this.#listenerFailed);
  }

  readonly #listenerFailed = (failure: FlowListenerFailure): void => {
    if (this.failures.some(({ listener }) => listener === failure.listener)) return;
    this.failures.push(failure);
    try {
      this.#hearers.onListenerFailure(failure);
    } catch {
      // It was the last side channel there is; the failure stands in `listenerFailures`.
    }
  };
}
