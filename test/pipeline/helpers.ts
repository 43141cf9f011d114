/** Flows of the tests: quiet, in a folder of their own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createFlow } from "../../src/pipeline/create_flow.ts";
import type { PipelineOptions } from "../../src/pipeline/pipeline_options.ts";
import type { ProcessOptions } from "../../src/pipeline/process_options.ts";
import type { ProcessResult } from "../../src/pipeline/process_result.ts";

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trunnion-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A flow that shows nothing, debugging unless told otherwise. */
export function quietFlow(options: PipelineOptions) {
  return createFlow({
    name: "test",
    progress: false,
    debug: true,
    flowsOutputDir: options.flowsOutputDir ?? temporaryFolder(),
    ...options,
  });
}

/** Runs tasks once. */
export function runTasks(
  tasks: readonly unknown[],
  inputs: Record<string, unknown>,
  options: Partial<PipelineOptions> = {},
  more: Partial<ProcessOptions> = {},
): Promise<ProcessResult> {
  return quietFlow({ tasks, ...options }).process({ inputs, ...more });
}

/** The results of a task by its name. */
export function resultsOf({ output }: ProcessResult, name: string): unknown[] {
  const task = output.taskInstances.find((instance) => instance.name === name);
  if (task === undefined) throw new Error(`no task ${name}`);
  return task.results;
}
