import { expect, test } from "vitest";
import { WorkerBootError } from "../../../src/pool/errors.ts";
import { adviseConfig } from "../../../src/pool/hosts/advise_config.ts";

const error = (message: string) => new WorkerBootError(`A worker could not start: ${message}`);

test("where a module is not found, the deno.json is named, and how to name another", () => {
  const cause = error('Import "@/label.ts" not a dependency');
  const told = adviseConfig(cause, ["run", "--config", "/p/deno.json", "host.ts"]);
  expect(told).toBeInstanceOf(WorkerBootError);
  expect(told).toMatchObject({
    message: expect.stringMatching(/dependency\. Workers .* with '\/p\/deno.json'\. .*--config/),
    data: { config: "/p/deno.json" },
  });
  expect(adviseConfig(cause, ["run", "host.ts"])).toMatchObject({
    message: expect.stringContaining("without a deno.json"),
  });
});

test("other errors stay as they are", () => {
  const others = [error("the licence is missing"), new TypeError("not a dependency")];
  for (const other of others) expect(adviseConfig(other, [])).toBe(other);
});
