"""Checks the kernel with Jupyter's own client and Jupyter's own tests of kernels.

    python check.py [--cells N] [--interrupts N] WORK DENO [ARGUMENT ...]

DENO and its arguments start Deno, e.g. `npx -y deno@2.9.6`; WORK is a folder to be made. A release
is checked with 1,000 cells and 200 interrupts. The last line is `N passed, N failed`.
"""

import argparse
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from checked_kernel import Checks, Kernel, children, expect, install, is_alive, kill, wait_until
from hostile import send_frames, send_unsigned
from interrupts import interrupt_all, interrupt_twice

ROOT = Path(__file__).resolve().parents[3]


def conformance() -> None:
    from conformance import TrunnionKernelTests

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TrunnionKernelTests)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    expect("no test fails", result.wasSuccessful(), result.failures + result.errors)
    expect("no test is left out", result.skipped == [], result.skipped)


def outputs(kernel: Kernel, count: int) -> None:
    """One output a cell, all before it is done."""
    found = sum(len(kernel.run(f"console.log({i})").outputs) for i in range(count))
    expect(f"{count} outputs before idle", found == count, found)
    values = sum(kernel.run("1 + 1").value() == "2" for _ in range(count))
    expect(f"{count} values before idle", values == count, values)
    expect("none is late", kernel.late == 0, kernel.late)


def engine_death(kernel: Kernel) -> None:
    """An engine that ends is told, whatever it ended of, and another one is there."""
    for code in ("Deno.exit(3)", "const hog = []; while (true) hog.push(new Array(1e6).fill(0.5))"):
        reply = kernel.run(code, seconds=120).reply
        expect(f"{code} is told", reply.get("ename") == "EngineDied", reply)
        expect("the next cell runs", kernel.run("1 + 1").value() == "2", "nothing")


def no_orphans() -> None:
    """A server that is killed leaves nothing behind, a busy engine neither."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from checked_kernel import Kernel\n"
        "kernel = Kernel(); kernel.run('const a: string = \"1\"'); kernel.send('while (true);')\n"
        "time.sleep(1); print(kernel.pid, flush=True); time.sleep(600)"
    )
    here = str(Path(__file__).parent)
    server = subprocess.Popen([sys.executable, "-c", code, here], stdout=subprocess.PIPE, text=True)
    front = int(server.stdout.readline())
    family = [front, *children(front)]
    expect("a kernel has an engine", len(family) > 1, family)
    kill(server.pid)
    server.wait()
    gone = wait_until(lambda: not any(map(is_alive, family)))
    left = [pid for pid in family if is_alive(pid)]
    for pid in left:
        kill(pid)
    expect("none is left", gone, left)


def killed_front() -> None:
    """A front that is killed leaves no engine behind, a busy one neither."""
    with Kernel() as kernel:
        kernel.run("1 + 1")
        kernel.send("while (true);")
        time.sleep(1)  # it is busy by then
        family = children(kernel.pid)
        os.kill(kernel.pid, 9)
        gone = wait_until(lambda: not any(map(is_alive, family)))
        left = [pid for pid in family if is_alive(pid)]
        for pid in left:
            kill(pid)
        expect("none is left", gone, left)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--interrupts", type=int, default=32)
    parser.add_argument("deno", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    install(options.work.resolve(), ROOT, options.deno)
    checks = Checks()
    checks.run("Jupyter's own tests of kernels", conformance)
    with Kernel() as kernel:
        checks.run("outputs", lambda: outputs(kernel, options.cells))
        checks.run("hostile frames", lambda: send_frames(kernel))
        checks.run("wrong signatures", lambda: send_unsigned(kernel))
        checks.run("interrupts", lambda: interrupt_all(kernel, options.interrupts))
        checks.run("a second interrupt", lambda: interrupt_twice(kernel))
        checks.run("the engine's death", lambda: engine_death(kernel))
    checks.run("a server that is killed", no_orphans)
    checks.run("a front that is killed", killed_front)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
