import { expect, test } from "vitest";
import { MemoryBackend, ResultsManager } from "../../../stores.ts";

test("misspelt options are refused with the near name", async () => {
  const results = new ResultsManager({ backend: new MemoryBackend() });
  await expect(results.set("a", 1, { ifExist: "overwrite" } as never)).rejects.toThrow("ifExists");
  await expect(results.set("a", 1, { ifExists: "overwrit" } as never)).rejects.toThrow("overwrite");
  await expect(results.set("a", 1, { ttl: 0 })).rejects.toThrow("above 0, found 0");
  expect(() => new ResultsManager({ basedir: "x" } as never)).toThrow("baseDir");
});
