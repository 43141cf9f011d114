"""Builds the wheel of `trunnion-reader`, and tries it in a clean environment without Deno.

    python wheel.py FOLDER FLOW

The wheel and the environment go into FOLDER. The last line is `N passed, N failed`.
"""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from check import Checks, expect
from trunnion_reader import open_trunnion

ROOT = Path(__file__).resolve().parents[2]

TRY = """
import shutil, sys
from trunnion_reader import Dataset, open_trunnion
import trunnion_reader
assert "site-packages" in trunnion_reader.__file__, trunnion_reader.__file__
assert shutil.which("deno") is None, "deno is there"
ds = open_trunnion(sys.argv[1])
print(len(ds), sum(array.size for sample in ds.samples() for array in sample.values()))
try:
    ds.torch_dataset()
except ImportError as error:
    assert "torch is not installed" in str(error), error
else:
    raise AssertionError("torch is there")
"""


def run(*command: object) -> str:
    """Runs a command with nothing of this environment; its output."""
    alone = {"PATH": str(Path(str(command[0])).parent), "HOME": os.environ.get("HOME", "/")}
    network = {k: v for k, v in os.environ.items() if k.lower().startswith(("pip_", "http"))}
    done = subprocess.run(
        [str(word) for word in command],
        env={**alone, **network},
        capture_output=True,
        text=True,
        cwd="/",
    )
    if done.returncode:
        raise AssertionError(f"{command}: {done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> int:
    folder, flow = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    checks = Checks()
    wheels = folder / "wheels"
    python = folder / "venv" / "bin" / "python"

    def build() -> None:
        run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", wheels, ROOT / "python")
        names = zipfile.ZipFile(next(wheels.glob("*.whl"))).namelist()
        sources = {
            f"trunnion_reader/{path.name}" for path in ROOT.glob("python/trunnion_reader/*.py")
        }
        expect("sources", {name for name in names if name.endswith(".py")}, sources)

    def install() -> None:
        venv.create(folder / "venv", with_pip=True)
        pinned = ("-c", ROOT / ".ci" / "requirements.txt")
        run(python, "-m", "pip", "install", "-q", *pinned, next(wheels.glob("*.whl")))

    def read() -> None:
        dataset = open_trunnion(flow)
        size = sum(array.size for sample in dataset for array in sample.values())
        expect(
            "samples and values",
            run(python, "-c", TRY, flow).split(),
            [str(len(dataset)), str(size)],
        )

    def command() -> None:
        found = run(python.with_name("trunnion-reader"), flow)
        assert f"{len(open_trunnion(flow))} samples" in found, found

    for name, check in (
        ("build", build),
        ("install", install),
        ("read", read),
        ("command", command),
    ):
        checks.run(name, check)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
