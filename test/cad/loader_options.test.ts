import { expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import {
  chooseOptions,
  DEFAULT_OPTIONS,
  type LoaderOptions,
} from "../../src/cad/loader_options.ts";

test("what is left out stays as it is", () => {
  const first = chooseOptions(DEFAULT_OPTIONS, { units: "file", deadline: 5000 });
  expect(chooseOptions(first, { bodies: "solids", units: undefined })).toEqual({
    ...DEFAULT_OPTIONS,
    units: "file",
    deadline: 5000,
    bodies: "solids",
  });
});

test.each<[Record<string, unknown>, string]>([
  [
    { unit: "mm" },
    "its name must be one of units, bodies, deadline, tolerance, heal, onBadFace, nameEncoding, " +
    "reader, kernelExporters; " +
    "found 'unit'; did you mean 'units'?",
  ],
  [{ units: "inch" }, `its value must be one of "mm", "file"; found 'inch'`],
  [{ bodies: 3 }, "found 3"],
  [
    { deadline: 60 },
    "milliseconds from 1000 (it was seconds before: 60 of them are 60000); found 60",
  ],
  [{ deadline: "5000" }, "milliseconds from 1000"],
  [{ tolerance: -1 }, `"file" or a length above 0; found -1`],
  [{ tolerance: NaN }, "found NaN"],
  [{ kernelExporters: "nx" }, "its value must be a list of exporters' names; found 'nx'"],
  [{ heal: true }, "the kernel's reader repairs what it translates"],
  [{ toString: 1 }, "found 'toString'"],
])("%o is refused", (options, found) => {
  const set = () => chooseOptions(DEFAULT_OPTIONS, options as LoaderOptions);
  expect(set).toThrow(UsageError);
  expect(set).toThrow(found);
});
