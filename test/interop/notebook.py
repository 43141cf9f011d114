"""Runs a notebook under Deno's own Jupyter kernel, and checks what it shows.

    python notebook.py WORK DENO [ARGUMENT ...]

DENO and its arguments start Deno, e.g. `npx -y deno@2.9.6`; WORK is a folder to be made. The
notebook is `notebooks/watching_a_run.ipynb`, whose cells make parts, run a flow and run it again.
Where a browser is found, it renders the report that the run has left. The last line is `N passed,
N failed`.
"""

import json
import os
import queue
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAME = "watching_a_run"
STAGES = ["gather_part_files", "encode_part_features", "AutoDatasetExportTask"]
AGAIN = STAGES[:2]
"""The stages that draw when nothing has changed: the dataset stays, so it is not merged again."""
CELLS = {"parts": 0, "first": 1, "second": 2, "page": 3}
"""The code cells by what they are for."""
OUTPUTS = [1, len(STAGES) + 1, len(AGAIN) + 1, 1]
"""How many outputs each code cell has: a display for each stage, and the cell's value."""
ATTEMPTS = 3
CELL_SECONDS = 60
LATE_SECONDS = 2
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
BROWSER_SECONDS = 30
MOST_SAID = 1000
"""Characters of what a check that failed says: it may hold a whole page."""
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
MOST_BYTES = 100_000
"""The report of any run is below this."""


class WatchedClient(NotebookClient):
    """Notes the kind of each message that draws a display, by the display's id, and waits for the
    outputs that Deno's kernel sends after it has said that the cell is done: a notebook in a
    browser shows them, and nbclient drops them."""

    def __init__(self, notebook, **settings) -> None:
        super().__init__(notebook, **settings)
        self.drawings: dict[str, list[str]] = {}
        self.wanted = {id(cell): want for cell, want in zip(code_cells(notebook), OUTPUTS)}
        self.asked = ""  # the request whose answers come in

    async def async_execute_cell(self, cell, cell_index, **settings):
        await super().async_execute_cell(cell, cell_index, **settings)
        while len(cell.get("outputs", [])) < self.wanted.get(id(cell), 0):
            try:
                msg = await self.kc.get_iopub_msg(timeout=LATE_SECONDS)
            except queue.Empty:
                break
            if msg["parent_header"].get("msg_id") == self.asked:
                print(f"a message '{msg['msg_type']}' came after the cell was said to be done")
                self.process_message(msg, cell, cell_index)
        return cell

    def process_message(self, msg, cell, cell_index):
        self.asked = msg["parent_header"]["msg_id"]
        kind = msg["msg_type"]
        if kind in ("display_data", "update_display_data"):
            display = msg["content"].get("transient", {}).get("display_id")
            self.drawings.setdefault(display, []).append(kind)
        return super().process_message(msg, cell, cell_index)


class Checks:
    """Counts checks, and prints a line for each."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def run(self, name: str, check) -> None:
        try:
            check()
        except Exception as error:  # what is shown may be of any form
            self.failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {str(error)[:MOST_SAID]}", flush=True)
        else:
            self.passed += 1
            print(f"ok {name}", flush=True)


def expect(what: str, right: bool, found) -> None:
    if not right:
        raise AssertionError(f"{what}, found {found!r}")


def use_kernel(work: Path, deno: list[str]) -> None:
    """Lets Jupyter find a kernel that is this Deno, and temporary files lie in `work`."""
    asked = [*deno, "eval", "console.log(Deno.execPath())"]
    program = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    folder = work / "jupyter" / "kernels" / "deno"
    folder.mkdir(parents=True)
    argv = [program, "jupyter", "--kernel", "--conn", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Deno", "language": "typescript"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    os.environ["JUPYTER_PATH"] = str(work / "jupyter")
    os.environ["TMPDIR"] = str(work)


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def errors_of(notebook) -> list:
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    return [output for output in outputs if output.output_type == "error"]


def execute():
    """The notebook, run. Again, if no more than an output is missing: Deno's kernel may lose one."""
    for attempt in range(1, ATTEMPTS + 1):
        notebook = nbformat.read(NOTEBOOKS / f"{NAME}.ipynb", as_version=4)
        client = WatchedClient(
            notebook,
            kernel_name="deno",
            timeout=CELL_SECONDS,
            allow_errors=True,  # they are checked for
            resources={"metadata": {"path": str(NOTEBOOKS)}},
        )
        client.execute()
        found = [[output.output_type for output in cell.outputs] for cell in code_cells(notebook)]
        missing = any(len(have) < want for have, want in zip(found, OUTPUTS))
        if errors_of(notebook) or not missing or attempt == ATTEMPTS:
            return notebook, client.drawings
        print(f"an output is missing (outputs of the cells: {found}): the notebook is run again")


def displays(cell) -> list:
    return [output for output in cell.outputs if output.output_type == "display_data"]


def value(cell):
    """The bundle of a cell's value."""
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    expect("a cell has one value", len(results) == 1, results)
    return results[0].data


def check_stated(text: str, wanted: str) -> None:
    expect(f"the text says {wanted!r}", wanted in text, text)


def check_stages(cell, stages=STAGES) -> None:
    shown = [display.data["text/plain"].split(":")[0] for display in displays(cell)]
    expect(f"one output for each of {stages}", shown == stages, shown)
    for display in displays(cell):
        text = display.data["text/plain"]
        expect("the last drawing is that of the finished stage", "100%" in text, text)


def check_drawings(drawings: dict[str, list[str]]) -> None:
    expect("a display for each stage of two runs", len(drawings) == len(STAGES) + len(AGAIN), drawings)
    for kinds in drawings.values():
        expect("each is made once", kinds.count("display_data") == 1, kinds)
        expect("and then updated", kinds[0] == "display_data" and len(kinds) > 1, kinds)


def check_report(bundle, *sentences: str) -> None:
    text, html = bundle["text/plain"], bundle["text/html"]
    expect("the report as HTML has its heading", "<h1>watched" in html, html[:200])
    expect(f"it has less than {MOST_BYTES} bytes", len(html.encode()) < MOST_BYTES, len(html))
    for sentence in ("watched: completed after", *sentences):
        expect(f"the text says {sentence!r}", sentence in text, text)


def page_of(cell) -> Path:
    """The path that the cell tells, as the kernel prints a text."""
    return Path(json.loads(COLOURS.sub("", value(cell)["text/plain"])))


def check_counts(cell, reused: int) -> None:
    report = json.loads(page_of(cell).with_suffix(".json").read_text())
    stages = {stage["name"]: stage["items"] for stage in report["stages"]}
    expect("the run is completed", report["state"] == "completed", report["state"])
    items = stages["encode_part_features"]
    found = [items[name] for name in ("done", "reused", "failed")]
    expect("done, reused and failed items", found == [12 - reused, reused, 0], found)


def check_converted(notebook) -> None:
    html, _ = HTMLExporter().from_notebook_node(notebook)
    for text in ("12 files,", "completed after", "12 reused", *STAGES):
        expect(f"the notebook as HTML has {text!r}", text in html, f"{len(html)} characters")


def check_in_browser(browser: str, cell, work: Path) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]
    profile = f"--user-data-dir={work / 'browser'}"
    command = [browser, *flags, profile, "--dump-dom", page_of(cell).as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=BROWSER_SECONDS)
    complaints = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    expect("the browser ends well", done.returncode == 0, done.stderr[-500:])
    expect("the page says that the run is completed", "completed after" in done.stdout, done.stdout)
    expect("nothing is said in the console", complaints == [], complaints)


def main() -> None:
    work, deno = Path(sys.argv[1]).resolve(), sys.argv[2:]
    use_kernel(work, deno)
    notebook, drawings = execute()
    cells = code_cells(notebook)
    parts, first, second = (cells[CELLS[name]] for name in ("parts", "first", "second"))
    page = cells[CELLS["page"]]

    checks = Checks()
    run = checks.run
    run("no cell fails", lambda: expect("no errors", not errors_of(notebook), errors_of(notebook)))
    run("parts are made", lambda: check_stated(value(parts)["text/plain"], "12 files,"))
    run("one output a stage", lambda: check_stages(first))
    run("one output a stage when run again", lambda: check_stages(second, AGAIN))
    run("outputs are updated in place", lambda: check_drawings(drawings))
    run("the report", lambda: check_report(value(first), "12 items", "12 done"))
    run("the report when run again", lambda: check_report(value(second), "12 reused"))
    run("the counts", lambda: check_counts(page, reused=12))
    run("the notebook as HTML", lambda: check_converted(notebook))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"left out: the report in a browser, as there is none of {BROWSERS}")
    else:
        run("the report in a browser", lambda: check_in_browser(browser, page, work))
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
