"""Checks the kernel with Jupyter's own client and Jupyter's own tests of kernels.

    python check.py [--cells N] [--interrupts N] WORK DENO [ARGUMENT ...]

DENO and its arguments start Deno, e.g. `npx -y deno@2.9.6`; WORK is a folder to be made. A release
is checked with 1,000 cells and 200 interrupts. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from checked_kernel import Checks, Kernel, children, expect, install, is_alive, kill, wait_until
from jupyter_client.manager import KernelManager

import comms
import flows
import modules
import questions
import shown
import type_errors
from hostile import send_frames, send_noise, send_unsigned
from interrupts import interrupt_all, interrupt_in_worker, interrupt_twice

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


def new_project(folder: Path, deno: list[str]) -> Path:
    """A folder as `trunnion notebook new` leaves it, with a name of its own."""
    folder.mkdir(parents=True)
    command = [*deno, "task", "trunnion", "notebook", "new", str(folder / "checked")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    config = json.loads((folder / "deno.json").read_text())
    config["imports"]["mine"] = "./named.ts"
    (folder / "deno.json").write_text(json.dumps(config))
    return folder


def in_a_project(checks: Checks, folder: Path) -> None:
    with Kernel(folder=str(folder)) as kernel:
        run = checks.run
        run("questions", lambda: questions.questions(kernel))
        run("a question in a function", lambda: questions.question_in_a_function(kernel))
        run("no questions", lambda: questions.no_questions(kernel))
        run("comms from a cell", lambda: comms.from_a_cell(kernel))
        run("comms from the page", lambda: comms.from_the_page(kernel))
        run("comms for nobody", lambda: comms.unknown(kernel))
        run("comms while a cell runs", lambda: comms.while_a_cell_runs(kernel))
        run("displays", lambda: shown.displays(kernel))
        run("stop on error", lambda: shown.stop_on_error(kernel))
        run("syntax errors", lambda: shown.syntax_errors(kernel))
        run("tracebacks", lambda: shown.tracebacks(kernel, folder))
        run("failed imports", lambda: shown.failed_imports(kernel, folder))
        run("edited modules", lambda: modules.edited(kernel, folder))
        run("edited modules below", lambda: modules.below(kernel, folder))
        run("names of modules", lambda: modules.names(kernel, folder))
        run("a flow of files", lambda: flows.pipelines(kernel, folder))
        run("a flow of functions", lambda: flows.functions(kernel))
        run("jobs in processes", lambda: flows.jobs(kernel, folder))


def killed_while_starting() -> None:
    """A front that is killed before its engine is ready leaves none behind."""
    manager = KernelManager(kernel_name="trunnion")
    manager.start_kernel()
    front = manager.provisioner.process.pid
    expect("an engine starts", wait_until(lambda: children(front) != []), "none")
    family = children(front)
    os.kill(front, 9)
    manager.provisioner.process.wait()  # as Jupyter does, which looks after its kernels
    gone = wait_until(lambda: not any(map(is_alive, family)))
    left = [pid for pid in family if is_alive(pid)]
    for pid in left:
        kill(pid)
    expect("none is left", gone, left)
    manager.cleanup_resources()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--interrupts", type=int, default=32)
    parser.add_argument("deno", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    work = options.work.resolve()
    install(work, ROOT, options.deno)
    checks = Checks()
    checks.run("Jupyter's own tests of kernels", conformance)
    with Kernel() as kernel:
        checks.run("outputs", lambda: outputs(kernel, options.cells))
        checks.run("hostile frames", lambda: send_frames(kernel))
        checks.run("random frames", lambda: send_noise(kernel, options.cells))
        checks.run("wrong signatures", lambda: send_unsigned(kernel))
        checks.run("interrupts", lambda: interrupt_all(kernel, options.interrupts))
        checks.run("an interrupt while a worker computes", lambda: interrupt_in_worker(kernel))
        checks.run("a second interrupt", lambda: interrupt_twice(kernel))
        checks.run("the engine's death", lambda: engine_death(kernel))
    in_a_project(checks, new_project(work / "project", options.deno))
    (work / "plain").mkdir()
    checks.run("no deno.json", lambda: modules.without_config(work / "plain"))
    for mode in (type_errors.warnings, type_errors.errors, type_errors.off):
        checks.run(f"types: {mode.__name__}", lambda: mode(work / "plain"))
    checks.run("a server that is killed", no_orphans)
    checks.run("a front that is killed", killed_front)
    checks.run("a front that is killed while it starts", killed_while_starting)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
