/** Encodes a folder of STEP files: `killed_encode.ts <output folder> <folder>`; see kill.ts. */
import { encodeTask, gatherTask } from "../../src/pipeline/tasks/builtin_tasks.ts";
import { createFlow } from "../../src/pipeline/create_flow.ts";
import { killProgress } from "../pipeline/kill_progress.ts";

const [flowsOutputDir, folder] = Deno.args;
const flow = createFlow({
  name: "killed",
  tasks: [gatherTask, encodeTask],
  flowsOutputDir,
  maxWorkers: 2,
  progress: killProgress,
});
await flow.process({ inputs: { sources: [folder] } });
