/**
 * What faults cost where workers are processes.
 *
 * Every flow has other items beside the one with the fault, and they are all done.
 */
import { afterAll, expect, test } from "vitest";
import { expectCost, expectNoneLeft } from "./expect_cost.ts";
import { faultyItems, survivedFaults } from "./fault_table.ts";

const itemsWith = await faultyItems();

afterAll(expectNoneLeft);

test.each(survivedFaults("process"))("$name, isolation $isolation", async (fault) => {
  expect.hasAssertions();
  await expectCost(fault, itemsWith(fault.name));
});
