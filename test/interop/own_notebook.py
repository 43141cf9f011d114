"""Runs the notebook that `trunnion init` writes, in its project, under Trunnion's kernel, which the
project installs itself.

    python own_notebook.py WORK PROJECT DENO [ARGUMENT ...]

WORK is a folder for the kernel. The last line is `N passed, N failed`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from notebook import Checks, errors_of, expect

CELL_SECONDS = 120


def main() -> None:
    work, project = (Path(path).resolve() for path in sys.argv[1:3])
    work.mkdir(parents=True, exist_ok=True)
    os.chdir(project)
    command = [*sys.argv[3:], "task", "trunnion", "kernel", "install", "--prefix", str(work)]
    subprocess.run(command, check=True)
    os.environ["JUPYTER_PATH"] = str(work / "share" / "jupyter")
    shutil.rmtree("output", ignore_errors=True)  # what the script has made
    notebook = nbformat.read("explore.ipynb", as_version=4)
    kernel = notebook.metadata.kernelspec.name
    NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name=kernel, allow_errors=True).execute()
    flow = Path("output/flows/parts/parts.flow")
    count = json.loads(flow.read_text())["file_count"] if flow.exists() else None

    checks = Checks()
    run = checks.run
    run("no cell fails", lambda: expect("no errors", not errors_of(notebook), errors_of(notebook)))
    run("the project's tasks ran", lambda: expect("12 files", count == 12, count))
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
