import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256, sha256OfFile, sha256OfLargeFile } from "../../src/base/sha256.ts";

const folder = mkdtempSync(join(tmpdir(), "trunnion-sha256-"));

test("a text is hashed as UTF-8", () => {
  // FIPS 180-4, the message "abc"
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(sha256("abc")).toBe(expected);
  expect(sha256(new TextEncoder().encode("abc"))).toBe(expected);
});

test.each([0, 1, (1 << 20) - 1, 1 << 20, (5 << 20) + 3])("a file of %i bytes", async (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i * 31 >> 3);
  const path = join(folder, String(size));
  writeFileSync(path, bytes);
  const expected = createHash("sha256").update(bytes).digest("hex");
  expect(sha256OfFile(path)).toBe(expected);
  expect(await sha256OfLargeFile(path)).toBe(expected);
});

test("a file that is not there throws", async () => {
  const path = join(folder, "missing");
  expect(() => sha256OfFile(path)).toThrow("ENOENT");
  await expect(sha256OfLargeFile(path)).rejects.toThrow("ENOENT");
});
