import { expect, test } from "vitest";
import { heapFlags } from "../../../src/pool/hosts/host_flags.ts";

const MB = 2 ** 20;

test.each<[what: string, most: number | undefined, own: number, words: string[], flag: string]>([
  ["no limit", undefined, 4192, [], ""],
  ["the limit that V8 has by itself", 4096, 4192, ["--quiet"], ""],
  ["less than that", 1000, 4192, [], "--v8-flags=--max-old-space-size=1000"],
  ["more than that", 4096, 2144, [], "--v8-flags=--max-old-space-size=4096"],
  [
    "a limit that this process was told",
    8000,
    8096,
    ["--v8-flags=--max-old-space-size=8000"],
    "--v8-flags=--max-old-space-size=8000",
  ],
])("a host of %s", (_, most, own, words, flag) => {
  const flags = heapFlags(most === undefined ? undefined : most * MB, () => own * MB, words);
  expect(flags.join(" ")).toBe(flag);
});

test("nobody knows what this process was started with", () => {
  expect(heapFlags(4096 * MB, () => 4192 * MB, null)).toHaveLength(1);
});
