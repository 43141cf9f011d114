/**
 * The demo: `deno task demo` makes sample parts, a dataset of them, looks at it, and splits it.
 *
 * @module
 */
import { join } from "node:path";
import { samples } from "../cad/samples/samples.ts";
import { DatasetExplorer } from "../dataset/dataset_explorer.ts";
import { gatherTask } from "../pipeline/tasks/builtin_tasks.ts";
import { createFlow } from "../pipeline/create_flow.ts";
import { encodeLabelled } from "./demo_tasks.ts";
import { flowResult, here } from "./flow_result.ts";
import { type CliIo, systemIo } from "./io.ts";
import { EXIT, Session } from "./session.ts";
import { splitText } from "./split_command.ts";

/** Where the demo works, and with how many parts. */
interface DemoOptions {
  /** @default {"./demo"} */
  folder?: string;
  /** @default {60} */
  count?: number;
}

/**
 * Runs the demo.
 *
 * @returns the exit code, as of {@linkcode runCli}
 */
export async function runDemo(options: DemoOptions = {}, io: CliIo = systemIo()): Promise<number> {
  const { folder = "./demo", count = 60 } = options;
  const session = new Session(io);
  try {
    await session.run({}, async () => {
      const flowFile = await makeDataset(session, folder, count);
      await explore(session, flowFile);
      return { text: nextSteps(folder, flowFile), json: null };
    });
    return EXIT.done;
  } catch (error) {
    return session.fail(error);
  }
}

async function makeDataset(session: Session, folder: string, count: number): Promise<string> {
  const { signal } = session;
  const parts = join(folder, "parts");
  say(session, `1. ${count} sample parts in ${here(parts)}`);
  const progress = session.progress("samples", count);
  const report = await samples(parts, {
    count,
    seed: 1,
    signal,
    onProgress: ({ done }) => progress.update(done),
  }).finally(() => progress.finish());
  session.io.out(
    `${report.files.length} STEP files, ${report.bodies} bodies, ${report.faces} faces\n`,
  );

  say(session, "2. A flow: gather the files, encode them with their labels, merge");
  const flow = createFlow({
    name: "parts",
    tasks: [gatherTask, encodeLabelled],
    flowsOutputDir: folder,
    mlTask: "Part classification (10 families)",
    progress: ({ label, total, look }) => session.progress(label, total, look),
  });
  const sources = [{ path: parts, glob: "*.step" }];
  const result = await flow.process({ inputs: { sources }, signal });
  session.io.out(flowResult(result).text + "\n");
  return result.flowFile;
}

async function explore(session: Session, flowFile: string): Promise<void> {
  await using explorer = await DatasetExplorer.open(flowFile);
  say(session, "3. What the dataset holds");
  await explorer.printTableOfContents((text) => session.io.out(text + "\n"));

  say(session, "4. How its samples are distributed");
  const distribution = await explorer.createDistribution({ key: "family" });
  session.io.out(`${distribution}\n`);

  say(session, "5. A split of 70/15/15, every family in the same shares");
  const dataset = await explorer.dataset();
  const sizes = await dataset.split({ key: "family", train: 0.7, validation: 0.15, test: 0.15 });
  session.io.out(splitText(sizes.report) + "\n");
}

function say(session: Session, title: string): void {
  session.io.out(`\n${title}\n${"-".repeat(title.length)}\n`);
}

function nextSteps(folder: string, flowFile: string): string {
  const flow = here(flowFile);
  return [
    "",
    `The flow file is ${flow}. Try next:`,
    `  deno task trunnion inspect ${flow}`,
    `  deno task trunnion split ${flow} --key family_id --group labels --train .8 --test .05`,
    `  deno task trunnion encode ${here(join(folder, "parts"))} --out ./output --name mine`,
    "  deno task trunnion --help",
  ].join("\n");
}

if (import.meta.main) Deno.exitCode = await runDemo();
