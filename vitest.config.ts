import { defineConfig } from "vitest/config";

export default defineConfig({
  // The users' names for the module, as deno.json gives them to Deno.
  resolve: {
    alias: {
      "trunnion/functions": new URL("./functions.ts", import.meta.url).pathname,
      trunnion: new URL("./mod.ts", import.meta.url).pathname,
    },
  },
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
