import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync(new URL("../../docs/held.md", import.meta.url), "utf8");
const root = new URL("../../", import.meta.url);

/** The tests that the page names: of a file, those in quotes behind it. */
const named = page.split("\n").filter((line) => line.startsWith("| ")).flatMap((line) =>
  [...line.matchAll(/`(test\/[^`]+)`((?:,? "[^"]+")+)/g)].flatMap(([, file, names]) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => [file, name])
  )
);

test("each rule names a test, and each test that is named is there", () => {
  const numbers = [...page.matchAll(/^\| (\d+) +\|.*`test\//gm)].map(([, number]) =>
    Number(number)
  );
  expect(numbers).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
  expect(named.length).toBeGreaterThan(35);
  const missing = named.filter(([file, name]) => {
    const path = new URL(file, root);
    return !existsSync(path) || !readFileSync(path, "utf8").includes(name);
  });
  expect(missing).toEqual([]);
});
