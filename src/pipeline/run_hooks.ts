/** Functions that a flow was given, to hear of its runs. @module */
import { messageOf } from "../base/message_of.ts";
import { maskSecrets } from "../base/secrets.ts";
import type { RunReport } from "../display/run_report.ts";
import { type Stall, stallLine } from "../display/stall.ts";
import type { LogLevel } from "../flow/job.ts";
import type { PipelineSettings } from "./pipeline_settings.ts";

/** Calls them. What they throw is a WARNING in the log, and no error of the run. */
export class RunHooks {
  readonly #hooks: Pick<PipelineSettings, "onEnd" | "onStall">;
  readonly #log: (level: LogLevel, message: string) => void;

  constructor(
    hooks: Pick<PipelineSettings, "onEnd" | "onStall">,
    log: (level: LogLevel, message: string) => void,
  ) {
    this.#hooks = hooks;
    this.#log = log;
  }

  /** The run has ended. The run waits for whoever wants to know. */
  async ended(report: RunReport): Promise<void> {
    await this.#call("onEnd", () => this.#hooks.onEnd?.(report));
  }

  /** No item of a stage ends. Where nobody wants to know, a line on standard error says it. */
  async stalled(stall: Stall): Promise<void> {
    const line = stallLine(stall);
    this.#log("WARNING", line);
    const { onStall } = this.#hooks;
    if (onStall === undefined) console.warn(`warning: ${maskSecrets(line)}`);
    else await this.#call("onStall", () => onStall(stall));
  }

  async #call(name: string, hook: () => unknown): Promise<void> {
    try {
      await hook();
    } catch (error) {
      this.#log("WARNING", `\`${name}\` has failed: ${messageOf(error)}`);
    }
  }
}
