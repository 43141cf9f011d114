import { defineConfig } from "vitest/config";

/**
 * Their tests start workers, kernels and programs, look at what a process has started, or register
 * tasks and formats, which are those of the process.
 */
const ALONE = [
  "test/{pool,faults,pipeline,cli,kernel,acceptance,notebooks}/**/*.test.ts",
  "test/cad/{occt,samples}/**/*.test.ts",
  "test/cad/formats/register_format.test.ts",
];

// Tests use a kernel for seconds only: V8 takes longer to optimize its code than that saves. Forks
// and whatever they start read this, before flags of their own.
process.env.DENO_V8_FLAGS ??= "--liftoff-only";

export default defineConfig({
  // The users' names for the module, as deno.json gives them to Deno.
  resolve: {
    alias: {
      "trunnion/functions": new URL("./functions.ts", import.meta.url).pathname,
      trunnion: new URL("./mod.ts", import.meta.url).pathname,
    },
  },
  test: {
    pool: "forks",
    // Much is waiting for processes: on two processors three forks take 3:47 where two take 4:20.
    maxWorkers: 3,
    testTimeout: 60_000,
    // The first hook that asks for them makes the shared parts: seven seconds on a quiet machine.
    hookTimeout: 240_000,
    globalSetup: ["test/helpers/skipped_corpus.ts"],
    projects: [
      {
        extends: true,
        // To start a fork and import the sources again costs more than most of these files.
        test: {
          name: "together",
          include: ["test/**/*.test.ts"],
          exclude: ALONE,
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
