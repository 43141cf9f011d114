/** A stage: what runs as one job. @module */
import type { TaskDefinition } from "../tasks/task_definition.ts";
import type { Binding } from "./binding.ts";

/** A task in its place. */
export interface PlannedTask {
  readonly definition: TaskDefinition;
  /** One for each input, in their order. */
  readonly bindings: readonly Binding[];
  /** Whether it is given a storage, so that it encodes its items. */
  readonly encodes: boolean;
}

/**
 * Tasks that run as one job: one task, or several that encode the same items next to each other.
 * Those share one storage an item, so that a file stays one sample.
 */
export interface Stage {
  /** The names of its tasks, joined by `+`. */
  readonly name: string;
  readonly tasks: readonly PlannedTask[];
  readonly encodes: boolean;
}
