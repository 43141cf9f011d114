import { expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import {
  chooseOptions,
  DEFAULT_OPTIONS,
  type LoaderOptions,
} from "../../src/cad/loader_options.ts";

test("what is left out stays as it is", () => {
  const first = chooseOptions(DEFAULT_OPTIONS, { units: "file", deadline: 5 });
  expect(chooseOptions(first, { bodies: "solids", units: undefined })).toEqual({
    ...DEFAULT_OPTIONS,
    units: "file",
    deadline: 5,
    bodies: "solids",
  });
});

test.each<[Record<string, unknown>, string]>([
  [
    { unit: "mm" },
    "its name must be one of units, bodies, deadline, tolerance, heal; found 'unit'",
  ],
  [{ units: "inch" }, `its value must be one of "mm", "file"; found 'inch'`],
  [{ bodies: 3 }, "found 3"],
  [{ deadline: 0 }, "seconds above 0; found 0"],
  [{ deadline: "5" }, "seconds above 0"],
  [{ tolerance: -1 }, `"file" or a length above 0; found -1`],
  [{ tolerance: NaN }, "found NaN"],
  [{ heal: true }, "the kernel's reader repairs what it translates"],
  [{ toString: 1 }, "found 'toString'"],
])("%o is refused", (options, found) => {
  const set = () => chooseOptions(DEFAULT_OPTIONS, options as LoaderOptions);
  expect(set).toThrow(UsageError);
  expect(set).toThrow(found);
});
