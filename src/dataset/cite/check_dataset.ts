/** Says whether a dataset is what a contract expects. @module */
import type { ContractReport } from "./check_contract.ts";
import type { Contract } from "./contract.ts";

/**
 * Checks a dataset against a contract: counts, classes, ranges, errors and leakage, for a pipeline
 * that must not train on what it does not expect.
 *
 * Values that are missing count as within a range. Codes have names; samples without a class count
 * for none.
 *
 * @param dataset A `.flow`, its folder, a `.dataset` or a packed dataset.
 * @param contract What is expected. What it leaves out is not checked.
 * @throws {DatasetError} if there is no dataset, or it is damaged
 * @throws {UsageError} if the contract is none
 *
 * @example
 * ```ts
 * import { checkDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   const { ok, checks } = await checkDataset("output/flows/parts/parts.flow", {
 *     samples: [1000, null],
 *     errorShare: 0.05,
 *     classes: { family: { names: ["bracket", "gear"], minEach: 10 } },
 *     ranges: { "faces/face_areas": [0, null] },
 *     noLeakage: ["default"],
 *   });
 *   if (!ok) throw new Error(checks.find((check) => !check.ok)!.name);
 * }
 * ```
 */
export async function checkDataset(dataset: string, contract: Contract): Promise<ContractReport> {
  const { checkContract } = await import("./check_contract.ts");
  return await checkContract(dataset, contract);
}
