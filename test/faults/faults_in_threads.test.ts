/**
 * What faults cost where workers are threads of this process.
 */
import { expect, test } from "vitest";
import { expectCost } from "./expect_cost.ts";
import { faultyItems, survivedFaults } from "./fault_table.ts";

const itemsWith = await faultyItems();
const faults = survivedFaults("thread");
// The thread of the loop goes on until this process ends: it comes last, to slow down no other.
faults.sort((a, b) => Number(a.name === "loop") - Number(b.name === "loop"));

test.each(faults)("$name, isolation $isolation", async (fault) => {
  expect.hasAssertions();
  await expectCost(fault, itemsWith(fault.name));
});
