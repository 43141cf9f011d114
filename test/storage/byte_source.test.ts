import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileSource, memorySource } from "../../src/storage/byte_source.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const folder = temporaryFolder();

// Files above 4 MiB are not read whole.
test.each([0, 100, 5 << 20])("a file of %s bytes is read like memory", (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
  const path = join(folder, `${size}`);
  writeFileSync(path, bytes);
  const source = fileSource(path);
  const memory = memorySource(bytes);
  expect(source.size).toBe(size);
  for (const [offset, length] of [[0, 10], [size - 5, 10], [size >> 1, 70_000], [size, 1]]) {
    const from = Math.max(0, offset);
    expect(source.read(from, length)).toEqual(memory.read(from, length));
  }
  source.close();
  source.close();
});
