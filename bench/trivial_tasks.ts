/** A task that does nothing; workers import this module. @module */
import { flowtask } from "../src/pipeline/tasks/flowtask.ts";

/** Gives back its item. */
export const identity = flowtask.transform(
  { name: "identity", inputs: ["n"], outputs: ["m"], module: import.meta.url },
  (n: number) => n,
);
