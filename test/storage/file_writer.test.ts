import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileWriter } from "../../src/storage/file_writer.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const path = join(temporaryFolder(), "file");

test.each([1, 7, 8, 1000])("parts of all sizes arrive in order, with a buffer of %s", (size) => {
  const writer = new FileWriter(path, size);
  const expected: number[] = [];
  for (let length = 0; length < 20; length++) {
    const part = Uint8Array.from({ length }, (_, i) => length + i);
    expect(writer.position).toBe(expected.length);
    writer.write(part);
    expected.push(...part);
    part.fill(0);
  }
  writer.close();
  writer.close();
  expect([...readFileSync(path)]).toEqual(expected);
});

test("an abandoned file lacks what was buffered", () => {
  const writer = new FileWriter(path, 8);
  writer.write(Uint8Array.of(1, 2, 3));
  writer.abandon();
  writer.abandon();
  expect(readFileSync(path).length).toBe(0);
});
