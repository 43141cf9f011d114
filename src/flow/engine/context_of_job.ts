/** What a job is given beside its inputs. @module */
import type { Attempt, Stoppable } from "./attempt.ts";
import type { EventStream } from "../record/events.ts";
import type { Artifact, JobContext, LogLevel, RunResult } from "../job.ts";
import type { JobNode } from "./job_node.ts";

/** What a job needs of its run. */
export interface RunnerHost extends Stoppable {
  readonly id: string;
  readonly events: EventStream;
  addLog(level: LogLevel, message: string, job: string | null): void;
  addArtifact(artifact: Artifact, job: string | null): void;
  addResult(result: RunResult, job: string | null): void;
}

/**
 * The context of one try. What most jobs never ask for is made when it is asked for; and it is no
 * literal with getters: V8 gives each of those a hidden class of its own, which keeps the whole run
 * through many collections.
 */
export class ContextOfJob implements JobContext {
  readonly #host: RunnerHost;
  readonly #node: JobNode;
  readonly #attempt: Attempt;
  readonly job: string;
  readonly attempt: number;

  constructor(host: RunnerHost, node: JobNode, attempt: Attempt) {
    this.#host = host;
    this.#node = node;
    this.#attempt = attempt;
    this.job = node.name;
    this.attempt = node.attempts;
  }

  get runId(): string {
    return this.#host.id;
  }

  get signal(): AbortSignal {
    return this.#attempt.signal;
  }

  get log(): JobContext["log"] {
    return (level, message) => this.#host.addLog(level, message, this.job);
  }

  get progress(): JobContext["progress"] {
    return (done, total, errors) => {
      this.#node.progress = { done, total, errors };
      this.#host.events.emit({ type: "job_progress", job: this.job, done, total, errors });
    };
  }

  get addArtifact(): JobContext["addArtifact"] {
    return (artifact) => this.#host.addArtifact(artifact, this.job);
  }

  get addResult(): JobContext["addResult"] {
    return (result) => this.#host.addResult(result, this.job);
  }
}
