/** A plan as a graph of jobs. @module */
import type { GraphEdge } from "../../flow/graph_edge.ts";
import { Graph } from "../../flow/engine/graph.ts";
import type { PlannedTask, Stage } from "./stage.ts";
import type { RunEnvironment } from "./run_environment.ts";
import { sequentialStage } from "./sequential_stage.ts";
import { runsInWorker } from "../tasks/task_definition.ts";
import { workerStage } from "./worker_stage.ts";

/**
 * One job a stage. Each waits for the stages whose data it takes, and for the one before it: the
 * order of the tasks means something, as a check that throws stops what comes after.
 */
export function flowGraph(stages: readonly Stage[], environment: RunEnvironment): Graph {
  const stageOf = new Map(
    stages.flatMap(({ name, tasks }) =>
      tasks.map(({ definition }): [string, string] => [definition.info.name, name])
    ),
  );
  const edges = stages.flatMap(({ name, tasks }, i): GraphEdge[] => {
    const before = i === 0 ? [] : [stages[i - 1].name];
    const sources = tasks.flatMap(sourceTasks).map((task) => stageOf.get(task)!);
    return [...new Set([...before, ...sources])].map((from) => ({ from, to: name }));
  });
  const jobs = stages.map((stage) =>
    runsInWorker(stage.tasks[0].definition.info)
      ? workerStage(stage, environment)
      : sequentialStage(stage.tasks[0], environment)
  );
  return new Graph(jobs, edges);
}

/** The tasks whose data a task takes. */
function sourceTasks({ bindings }: PlannedTask): string[] {
  return bindings.flatMap((binding) => binding.kind === "injected" ? [] : binding.from)
    .flatMap(({ task }) => task === null ? [] : [task]);
}
