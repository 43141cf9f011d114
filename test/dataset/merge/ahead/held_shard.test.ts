import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HeldShard } from "../../../../src/dataset/merge/ahead/held_shard.ts";
import { temporaryFolder } from "../../../storage/temporary_folder.ts";

test("what was given is in the file, though it has changed since", () => {
  const path = join(temporaryFolder(), "shard"), held = new HeldShard();
  const bytes = Uint8Array.of(1, 2, 3);
  held.write(bytes);
  held.write(bytes.fill(4));
  held.close();
  expect(held.position).toBe(6);
  held.writeTo(path);
  expect([...readFileSync(path)]).toEqual([1, 2, 3, 4, 4, 4]);
});
