"""Runs the worked notebooks under Trunnion's kernel, with `jupyter nbconvert --execute`.

    python notebooks.py [--save] [--only NAME] WORK DENO [ARGUMENT ...]

DENO and its arguments start Deno, e.g. `npx -y deno@2.9.6`; WORK is a folder to be made, which gets
the notebooks as they were run, as HTML, and screenshots of that where a browser is found. What a
cell shows must be of the kinds that the saved notebook has. `--save` saves what was run as the
notebooks of this checkout instead. The last line is `N passed, N failed`.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from notebook import BROWSERS, Checks, code_cells, errors_of, expect

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
RUN_SECONDS = 300
HTML_SECONDS = 60
MOST_BYTES = 500_000
"""A notebook with its output: it is read as a page."""
TYPE_ERROR = re.compile(r"^TS\d+ ", re.MULTILINE)

SHOWN = {
    "1_first_dataset": [
        "60 STEP files", "60 done", "68 samples", "The first 8 of 20 samples", "cylinder",
        "46 train", "edge_index [ 2,",
    ],
    "2_task_modules": [
        "3 done, 0 failed", "TruncatedFile", "More than 60 faces", "22 reused", "source changed",
        "did you mean 'hole_count'", "size_class",
    ],
    "3_machining_features": [
        "28 files have bodies in more than one set", "leaky", "honest", "macro-F1", "Worst samples",
        "face_labels/feature", "The first 8 of 28 samples",
    ],
    "4_graphs_and_events": [
        "60 euro, after 9 requests", "cheapest - steel", "Retrying task", "unobtainium: null",
        "steel - 18.84 euro", "unobtainium - on request", "brass - 102.05 euro",
    ],
    "5_inspect_any_dataset": [
        "15 samples of 12 files", "all rules hold", "Encoded file of Trunnion", "Zarr v2 in a zip",
        "Zarr v3 in a zip", "temperature [degC]", "1152921504606846976",
    ],
}  # fmt: skip
"""What must be said in the output of each."""
PLANTED = {
    "2_task_modules": ["TruncatedFile", "UsageError"],
    "4_graphs_and_events": ["FlowFailed"],
    "5_inspect_any_dataset": ["UsageError"],
}
"""The errors that cells are there to show, in their order."""


def install(work: Path, deno: list[str]) -> None:
    """Lets Jupyter find the kernel of this checkout alone, and `python3` be this Python."""
    command = [*deno, "task", "trunnion", "kernel", "install", "--prefix", str(work)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    os.environ["JUPYTER_PATH"] = str(work / "share" / "jupyter")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def nbconvert(*arguments: str, seconds: int) -> None:
    command = [sys.executable, "-m", "jupyter", "nbconvert", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    expect("nbconvert ends well", done.returncode == 0, done.stderr[-2000:])


def execute(name: str, work: Path):
    shutil.rmtree(NOTEBOOKS / "output" / name, ignore_errors=True)
    path = NOTEBOOKS / f"{name}.ipynb"
    to = ["--to", "notebook", "--output-dir", str(work), "--output", name]
    nbconvert("--execute", *to, str(path), seconds=RUN_SECONDS)
    return nbformat.read(work / f"{name}.ipynb", as_version=4)


def texts(notebook) -> str:
    """All that the notebook shows, as text."""
    found = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            found += [output.get("text", ""), "\n".join(output.get("traceback", []))]
            found += [text for kind, text in output.get("data", {}).items() if "text/" in kind]
    return "\n".join(found)


def kinds(cell) -> list[str]:
    """What a cell shows, by kind; how many pieces a stream comes in does not count."""
    found = []
    for output in cell.outputs:
        is_stream = output.output_type == "stream"
        kind = output.name if is_stream else " ".join(sorted(output.get("data", {"error": 0})))
        found.append(f"{output.output_type} {kind}")
    # Workers write when they are done, so streams stand anywhere between displays.
    streams = sorted({kind for kind in found if kind.startswith("stream")})
    return [*(kind for kind in found if not kind.startswith("stream")), *streams]


def check_kinds(name: str, notebook) -> None:
    saved = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    for have, was in zip(code_cells(notebook), code_cells(saved), strict=True):
        expect(f"as saved, of {have.source[:40]!r}", kinds(have) == kinds(was), kinds(have))


def check_texts(name: str, notebook) -> None:
    found = texts(notebook)
    for text in SHOWN[name]:
        expect(f"it says {text!r}", text in found, found[-1000:])
    warnings = TYPE_ERROR.findall(found)
    expect("no type errors", warnings == [], found)


def check_errors(name: str, notebook) -> None:
    names = [error.ename for error in errors_of(notebook)]
    expect("the planted errors", names == PLANTED.get(name, []), names)


def check_html(name: str, folder: Path, work: Path, browser: str | None) -> None:
    """The saved notebook needs no kernel: its page has the tables and the charts."""
    nbconvert(
        *("--to", "html", "--output-dir", str(work), str(folder / f"{name}.ipynb")),
        seconds=HTML_SECONDS,
    )
    page = work / f"{name}.html"
    text = page.read_text()
    for shown in SHOWN[name]:
        escaped = shown.replace("'", "&#39;")
        expect(f"it says {shown!r}", shown in text or escaped in text, len(text))
    if browser is None:
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1100,6000"]
    picture = f"--screenshot={work / f'{name}.png'}"
    command = [browser, *flags, f"--user-data-dir={work / 'browser'}", picture, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HTML_SECONDS)
    expect("the browser ends well", done.returncode == 0, done.stderr[-500:])


def save(name: str, notebook) -> None:
    """As it was run, without what differs from run to run for no reason."""
    for cell in code_cells(notebook):
        cell.metadata.pop("execution", None)
        cell.outputs = merged(cell.outputs)
    notebook.metadata.pop("widgets", None)
    written = nbformat.writes(notebook, version=4)
    expect("nothing of this person", str(Path.home()) not in written, str(Path.home()))
    (NOTEBOOKS / f"{name}.ipynb").write_text(written + "\n")


def merged(outputs: list) -> list:
    """Pieces of one stream that follow each other as one."""
    found: list = []
    for output in outputs:
        last = found[-1] if found else None
        if last is not None and output.output_type == "stream" == last.output_type:
            if output.name == last.name:
                last.text += output.text
                continue
        found.append(output)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--only", choices=SHOWN)
    parser.add_argument("work", type=Path)
    parser.add_argument("deno", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    work = options.work.resolve()
    install(work, options.deno)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"left out: pages in a browser, as there is none of {BROWSERS}")
    checks = Checks()
    for name in [options.only] if options.only else SHOWN:
        ran: list = []
        checks.run(f"{name} runs", lambda: ran.append(execute(name, work)))
        for notebook in ran:
            if options.save:
                save(name, notebook)
            checks.run(f"{name}: planted errors", lambda: check_errors(name, notebook))
            checks.run(f"{name}: what it says", lambda: check_texts(name, notebook))
            checks.run(f"{name}: as it was saved", lambda: check_kinds(name, notebook))
        checks.run(f"{name} as HTML", lambda: check_html(name, NOTEBOOKS, work, browser))
        size = (NOTEBOOKS / f"{name}.ipynb").stat().st_size
        checks.run(f"{name} is small", lambda: expect("bytes", size < MOST_BYTES, size))
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
