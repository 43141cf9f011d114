/**
 * How function flows behave.
 *
 * @module
 */

/** The switches of a flow; the defaults are in {@linkcode FLOW_DEFAULTS}. */
export interface FlowConfig {
  /**
   * Whether the calls of tasks are kept in the flow's `executedTasks`, and so in its record and
   * its durations; without them they are only counted.
   *
   * @default {true}
   */
  readonly addTaskToSelf?: boolean;
  /**
   * Whether messages are printed as they come.
   *
   * @default {false}
   */
  readonly logToConsole?: boolean;
  /**
   * Whether messages are kept in the flow's `capturedExecLogs`.
   *
   * @default {true}
   */
  readonly logToMemory?: boolean;
  /**
   * Whether there are messages at all. Without them the console is left alone.
   *
   * @default {true}
   */
  readonly loggingEnabled?: boolean;
  /**
   * Whether what is printed appears on the console, as it does without a flow. It is captured
   * all the same; `false` captures it alone.
   *
   * @default {true}
   */
  readonly showPrints?: boolean;
  /**
   * Whether the captured messages are printed after the run.
   *
   * @default {false}
   */
  readonly printLogs?: boolean;
  /**
   * Whether a return value of null or undefined is worth a message.
   *
   * @default {false}
   */
  readonly printNoneReturnValue?: boolean;
  /**
   * Whether the end of tasks and flow is worth a message.
   *
   * @default {false}
   */
  readonly printFinishedMessage?: boolean;
  /**
   * Whether `execute()` rejects when the flow has failed; else the error is in `flowError`.
   *
   * @default {true}
   */
  readonly raiseFlowError?: boolean;
  /**
   * Whether the message of an error is followed by one with its stack.
   *
   * @default {false}
   */
  readonly printErrorStackTrace?: boolean;
  /**
   * Whether events are kept in the flow's record.
   *
   * @default {false}
   */
  readonly captureEvents?: boolean;
}

/** The configuration of a flow that was given none. */
export const FLOW_DEFAULTS: Required<FlowConfig> = Object.freeze({
  addTaskToSelf: true,
  logToConsole: false,
  logToMemory: true,
  loggingEnabled: true,
  showPrints: true,
  printLogs: false,
  printNoneReturnValue: false,
  printFinishedMessage: false,
  raiseFlowError: true,
  printErrorStackTrace: false,
  captureEvents: false,
});

/** Fills a configuration up with the defaults; fields that are no switches are left out. */
export function fullConfig(config: FlowConfig): Required<FlowConfig> {
  const full: Record<string, boolean> = { ...FLOW_DEFAULTS };
  for (const name of Object.keys(FLOW_DEFAULTS) as (keyof FlowConfig)[]) {
    const value = config[name];
    if (value !== undefined) full[name] = value;
  }
  return Object.freeze(full) as unknown as Required<FlowConfig>; // its keys are the defaults'
}
