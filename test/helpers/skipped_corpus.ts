/** Says at the end of a run which tests were skipped because there is no corpus of real files. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { TestModule, TestProject } from "vitest/node";
import { CORPUS, HAS_CORPUS } from "./corpus.ts";

/** Vitest's global set-up: gives what is to be done at the end. */
export default function setup({ vitest }: TestProject): () => void {
  return () => {
    const { state, config } = vitest;
    if (config.testNamePattern !== undefined) return; // what was asked for is all that ran
    const lines = state.getTestModules()
      .filter(usesCorpus)
      .map((module) => skippedLine(module, relative(config.root, module.moduleId)))
      .filter((line) => line !== null);
    if (lines.length === 0) return;
    console.error(
      `\n${lines.sort().join("\n")}\n` +
        `There is no corpus of real files, or not all of it, in ${CORPUS}: put it there, or say ` +
        "where it is with TRUNNION_CORPUS=<folder>.",
    );
  };
}

function usesCorpus(module: TestModule): boolean {
  return readFileSync(module.moduleId, "utf8").includes('/helpers/corpus.ts"');
}

function skippedLine(module: TestModule, path: string): string | null {
  const tests = [...module.children.allTests("skipped")].length;
  const suites = [...module.children.allSuites()]
    .filter((suite) => suite.state() === "skipped").map(({ name }) => `'${name}'`);
  if (tests > 0 || suites.length > 0) {
    const what = suites.length > 0 ? ` (${suites.join(", ")})` : "";
    return `SKIPPED ${path}: ${tests} ${tests === 1 ? "test" : "tests"}${what}, without a corpus`;
  }
  return HAS_CORPUS ? null : `SKIPPED ${path}: the real files among what it tries`;
}
