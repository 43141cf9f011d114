import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FIXTURES = new URL("./fixtures/", import.meta.url);

/**
 * Writes a module with the flows of `fixtures/flows.ts` that has them run into a folder. A process
 * loads a module once, and the flows of the fixture itself are those of whoever was first.
 *
 * @returns its path
 */
export function ownFlows(folder: string, flowsOutputDir: string): string {
  const path = join(folder, "flows.ts");
  const text = readFileSync(new URL("flows.ts", FIXTURES), "utf8")
    .replaceAll('"../', `"${new URL("../", FIXTURES)}`)
    .replace('"./output"', JSON.stringify(flowsOutputDir));
  writeFileSync(path, text);
  return path;
}
