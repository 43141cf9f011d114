/** What flows of threads and processes do in tests. */
import type { WorkerProcessorContext } from "../../../dependent.ts";

export default {
  async process({ n, hang }: { n: number; hang?: boolean }, context: WorkerProcessorContext) {
    context.log("INFO", `n is ${n}`);
    if (hang) await new Promise(() => {});
    return { doubled: n * 2, all: context.dependencies.getAll(), id: context.processId };
  },
};

export function spin(): never {
  for (;;);
}
