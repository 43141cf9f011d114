"""Adds up the totals of tests in a log of vitest, `deno test` or the interop checks.

    python3 count.py LOG STATUS KIND

Prints "PASSED FAILED". KIND `tests`: the log must hold totals. KIND `step`: the step itself is one
check. A step that ended with an error is a failure, whatever its log says.
"""

import re
import sys

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
VITEST = re.compile(r"^\s*Tests\s+(?=.*\(\d+\)$)(.*)$")
OTHERS = re.compile(r"^(?:ok \| |FAILED \| )?(\d+) passed(?: \(\d+ steps?\))?(?:,| \|) (\d+) failed\b")


def totals(lines: list[str]) -> tuple[int, int, bool]:
    passed = failed = 0
    found = False
    for line in lines:
        if match := VITEST.match(line):
            counts = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", match[1])}
            passed += counts.get("passed", 0)
            failed += counts.get("failed", 0)
            found = True
        elif match := OTHERS.match(line):
            passed += int(match[1])
            failed += int(match[2])
            found = True
    return passed, failed, found


def main() -> None:
    log, status, kind = sys.argv[1:]
    if kind == "step":
        print("1 0" if status == "0" else "0 1")
        return
    with open(log, encoding="utf-8", errors="replace") as file:
        passed, failed, found = totals([COLOURS.sub("", line).rstrip() for line in file])
    if not failed and (status != "0" or not found):
        failed = 1
    print(passed, failed)


if __name__ == "__main__":
    main()
