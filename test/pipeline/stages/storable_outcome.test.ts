import { expect, test } from "vitest";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";
import { resultsOf, runTasks } from "../helpers.ts";

/** Gives what the item says. */
const give = flowtask.transform(
  { name: "give", inputs: ["kinds"], outputs: ["given"] },
  (kind: string): unknown =>
    ({
      function: () => 1,
      getter: {
        get value() {
          throw new RangeError("not to be looked at");
        },
      },
      shared: new SharedArrayBuffer(4),
      plain: { n: 1 },
    })[kind],
);

test("what cannot be kept fails its item in this thread too, and no other", async () => {
  const kinds = ["function", "plain", "getter", "shared"];
  const result = await runTasks([give], { kinds });
  expect(resultsOf(result, "give")).toEqual([{ n: 1 }]);
  expect(result.errors.map(({ item, error_class, message }) => [item, error_class, message]))
    .toEqual(["function", "getter", "shared"].map((item) => [
      item,
      "TypeError",
      expect.stringContaining("must survive a structured clone"),
    ]));
  expect(result.summary).toMatchObject({ item_count: 4, file_count: 1, failed_count: 3 });
});
