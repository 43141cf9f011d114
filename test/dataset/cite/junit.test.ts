import { expect, test } from "vitest";
import { junitXml } from "../../../src/dataset/cite/junit.ts";

test("a report as JUnit XML, with marks escaped", () => {
  const text = junitXml({
    location: "a&b",
    ok: false,
    checks: [
      { name: "samples", ok: true, expected: "1 or more", found: "5" },
      { name: 'ranges: "x"', ok: false, expected: "<1", found: "2\u0007\n3" },
    ],
  });
  expect(text).toContain('<testsuite name="a&amp;b" tests="2" failures="1">');
  expect(text).toContain('<testcase classname="dataset" name="samples"/>');
  expect(text).toContain('name="ranges: &quot;x&quot;"');
  expect(text).toContain('message="expected &lt;1, found 2&#10;3"');
});
