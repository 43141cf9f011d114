/**
 * What faults cost where workers are threads of this process.
 */
import { afterAll, expect, test } from "vitest";
import { expectCost, expectNoneLeft } from "./expect_cost.ts";
import { faultyItems, survivedFaults } from "./fault_table.ts";

const itemsWith = await faultyItems();

afterAll(expectNoneLeft);
const faults = survivedFaults("thread");
// Their threads go on until this process ends: they come last, to slow down no other.
const last = ["endlessReply", "loop"];
faults.sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name));

test.each(faults)("$name, isolation $isolation", async (fault) => {
  expect.hasAssertions();
  await expectCost(fault, itemsWith(fault.name));
});
