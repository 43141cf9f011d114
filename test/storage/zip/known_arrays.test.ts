import { expect, test, vi } from "vitest";
import type { DataFileArray } from "../../../src/storage/data_file.ts";
import { KnownArrays } from "../../../src/storage/zip/known_arrays.ts";

const said = (rows: number, description = "area"): DataFileArray => ({
  shape: [rows],
  spec: { dims: ["face"], dtype: "float32", description },
});

test("a document is read once, and nobody who changes a shape changes another's", () => {
  const known = new KnownArrays(), read = vi.fn(() => said(3));
  const first = known.find("text", read);
  (first.shape as number[])[0] = 7;
  expect(known.find("text", read)).toEqual(said(3));
  expect(read).toHaveBeenCalledTimes(1);
  expect(() => Object.assign(first.spec, { dtype: "int8" })).toThrow(TypeError);
});

test("arrays of any numbers of rows share what else is said of them", () => {
  const known = new KnownArrays();
  const [three, five, other] = [said(3), said(5), said(3, "length")].map((one, i) =>
    known.find(String(i), () => one)
  );
  expect(five).toEqual(said(5));
  expect(five.spec).toBe(three.spec);
  expect(other).toEqual(said(3, "length"));
});

test("no more characters are remembered than there may be", () => {
  const known = new KnownArrays(10), read = vi.fn(() => said(3));
  for (const text of ["12345", "67890", "12345"]) known.find(text, read);
  expect(read).toHaveBeenCalledTimes(2);
  for (const text of ["x", "12345", "12345", "longer than all"]) known.find(text, read);
  expect(read).toHaveBeenCalledTimes(5);
  known.find("longer than all", read);
  expect(read).toHaveBeenCalledTimes(6);
});
