/** The report of a check as JUnit XML, which continuous integration shows. @module */
import type { ContractReport } from "./check_contract.ts";

/** The report as one suite, with a test case for each expectation. */
export function junitXml({ location, checks }: ContractReport): string {
  const failures = checks.filter(({ ok }) => !ok).length;
  const cases = checks.map(({ name, ok, expected, found }) => {
    const head = `    <testcase classname="dataset" name="${escape(name)}"`;
    if (ok) return `${head}/>`;
    const message = escape(`expected ${expected}, found ${found}`);
    return `${head}>\n      <failure message="${message}"/>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${checks.length}" failures="${failures}">`,
    `  <testsuite name="${escape(location)}" tests="${checks.length}" failures="${failures}">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** Escapes marks, and leaves out what XML 1.0 cannot have. */
function escape(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
}
