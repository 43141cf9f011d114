/** Sample parts for tests that need some, whichever they are. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { samples } from "../../src/cad/samples/samples.ts";
import { madeOnce } from "./made_once.ts";

/** The parts whose values native OpenCascade's are stored of: each family three times. */
export const SHARED_PARTS = { count: 30, seed: 11 } as const;

/** What decides the parts' bytes. */
const CODE = ["src/cad/samples", "src/cad/occt", "src/cad/random_stream.ts"];

/**
 * Copies the first of the shared parts into a folder, with their labels. Returns the STEP files.
 */
export async function copySampleParts(
  folder: string,
  count: number = SHARED_PARTS.count,
): Promise<string[]> {
  const shared = await madeOnce("parts", CODE, async (made) => {
    await samples(made, { ...SHARED_PARTS, processes: 2 });
  });
  const steps = readdirSync(shared).filter((name) => name.endsWith(".step")).sort().slice(0, count);
  if (steps.length < count) throw new RangeError(`There are no ${count} shared parts`);
  for (const step of steps) {
    for (const name of [step, step.replace(".step", ".labels.json")]) {
      copyFileSync(join(shared, name), join(folder, name));
    }
  }
  const [head, ...rows] = readFileSync(join(shared, "labels.csv"), "utf8").trimEnd().split("\n");
  const kept = rows.filter((row) => steps.includes(row.split(",")[0]));
  writeFileSync(join(folder, "labels.csv"), `${[head, ...kept].join("\n")}\n`);
  return steps;
}
