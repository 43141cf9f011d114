"""Prints the lines of a log that name what failed, at most 20, each once.

    python3 failed.py LOG
"""

import re
import sys

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
FAILED = re.compile(r"^\s*(?:FAIL\s|not ok\b|FAILED\b|failed\b|[\w.]*Error: |error: ).*\S")


def main() -> None:
    with open(sys.argv[1], encoding="utf-8", errors="replace") as file:
        lines = [COLOURS.sub("", line).strip() for line in file]
    found = dict.fromkeys(line[:300] for line in lines if FAILED.match(line))
    for line in list(found)[:20]:
        print(" ", line)


if __name__ == "__main__":
    main()
