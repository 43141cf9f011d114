"""Runs a notebook in JupyterLab in a headless Chromium, and looks at what a person would see.

    python lab.py WORK NOTEBOOK [--dark] [--app notebook] [--chromium PROGRAM]

WORK is a folder to be made, which gets the screenshots; the kernel is found by JUPYTER_PATH. The
notebook is `1_first_dataset.ipynb`, of which a copy without its output is run. With `--app notebook`
it is run in notebook 7, where that is installed. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import nbformat
from playwright.sync_api import Page, expect, sync_playwright

from notebook import BROWSERS, Checks, code_cells
from notebook import expect as expect_true

START_SECONDS = 60
RUN_SECONDS = 150
HELP_SECONDS = 30
CELLS = ".jp-Notebook .jp-CodeCell"


class Lab:
    """A server of JupyterLab, or of notebook 7, with settings of its own."""

    def __init__(self, work: Path, root: Path, app: str, dark: bool) -> None:
        self.app = app
        env = dict(os.environ)
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
            env[f"JUPYTER_{name}"] = str(work / name.lower())
        settings = {
            "apputils-extension/themes": {"theme": f"JupyterLab {'Dark' if dark else 'Light'}"},
            "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
            "docmanager-extension/plugin": {"autosave": False},
            # A busy machine may take longer for a completion than the second it is given.
            "completer-extension/manager": {"providerTimeout": HELP_SECONDS * 1000},
            # Else only the cells that are in sight would be there.
            "notebook-extension/tracker": {"windowingMode": "none"},
        }
        for name, values in settings.items():
            path = work / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))
        env["JUPYTERLAB_SETTINGS_DIR"] = str(work / "settings")
        env["JUPYTERLAB_WORKSPACES_DIR"] = str(work / "workspaces")
        command = [sys.executable, "-m", app, "--no-browser", "--allow-root", "--port=0"]
        options = ["--expose-app-in-browser", f"--ServerApp.root_dir={root}"]
        self.log = (work / "server.log").open("w")
        self.process = subprocess.Popen(
            [*command, *options], env=env, stdout=self.log, stderr=subprocess.STDOUT
        )
        self.runtime = Path(env["JUPYTER_RUNTIME_DIR"])

    def __enter__(self) -> "Lab":
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.log.close()

    def address(self, notebook: str) -> str:
        """Where the notebook alone is shown; waits for the server."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            for file in self.runtime.glob("jpserver-*.json"):
                try:
                    info = json.loads(file.read_text())
                except json.JSONDecodeError:
                    continue  # it is being written
                try:
                    urlopen(f"{info['url']}api?token={info['token']}", timeout=5).close()
                except OSError:
                    continue  # it does not listen yet
                place = "doc/tree" if self.app == "jupyterlab" else "notebooks"
                return f"{info['url']}{place}/{notebook}?token={info['token']}"
            time.sleep(0.1)
        raise TimeoutError("the server does not start: see server.log")


def without_output(notebook: Path, to: Path) -> None:
    copy = nbformat.read(notebook, as_version=4)
    for cell in code_cells(copy):
        cell.outputs, cell.execution_count = [], None
    nbformat.write(copy, to)


def command(page: Page, name: str) -> None:
    page.evaluate("(name) => { window.jupyterapp.commands.execute(name) }", name)


def code_cell(page: Page, beginning: str):
    """The cell whose code has this text."""
    return page.locator(CELLS).filter(
        has=page.locator(".jp-InputArea", has_text=beginning)
    ).first


class Session:
    """What is done in the page, and what is to be seen then."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.pictures = pictures

    def picture(self, name: str, of=None) -> None:
        if of is not None:
            of.scroll_into_view_if_needed()
        self.page.screenshot(path=self.pictures / f"{name}.png")

    def run_all(self) -> None:
        # Before, there is no kernel yet, and a person would be asked for one.
        self.page.wait_for_function(
            "window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
            " === 'idle'",
            timeout=START_SECONDS * 1000,
        )
        command(self.page, "notebook:run-all-cells")

    def progress(self) -> None:
        """Half-way: some files are done, and some are not."""
        output = code_cell(self.page, "flow.process").locator(".jp-OutputArea")
        half = re.compile(r"encode_brep: [1-5]\d of 60, ")
        expect(output).to_contain_text(half, timeout=RUN_SECONDS * 1000)
        self.picture("progress", output)

    def finished(self) -> None:
        waiting = self.page.locator(CELLS).locator(".jp-InputPrompt", has_text="[*]")
        expect(waiting).to_have_count(0, timeout=RUN_SECONDS * 1000)
        errors = self.page.locator('[data-mime-type="application/vnd.jupyter.error"]')
        expect(errors).to_have_count(0)

    def shown(self, beginning: str, name: str, *texts: str) -> None:
        output = code_cell(self.page, beginning).locator(".jp-OutputArea").first
        for text in texts:
            expect(output).to_contain_text(text)
        self.picture(name, output)

    def chart(self, beginning: str, name: str) -> None:
        """Drawn by the front end itself, from the specification, on a canvas: not blank."""
        drawing = code_cell(self.page, beginning).locator(".vega-embed canvas").first
        expect(drawing).to_be_visible(timeout=HELP_SECONDS * 1000)
        colours = drawing.evaluate(
            "(canvas) => { const { data } = canvas.getContext('2d')"
            ".getImageData(0, 0, canvas.width, canvas.height);"
            " return new Set(new Uint32Array(data.buffer)).size }"
        )
        expect_true("a chart has colours", colours > 20, colours)
        self.picture(name, drawing)

    def previews(self, beginning: str, name: str, count: int) -> None:
        """Pictures of parts, all of them there."""
        drawn = code_cell(self.page, beginning).locator(".jp-OutputArea img")
        expect(drawn).to_have_count(count)
        widths = drawn.evaluate_all("(images) => images.map((image) => image.naturalWidth)")
        expect_true("each picture is drawn", all(width > 50 for width in widths), widths)
        self.picture(name, drawn.first)

    def type_into_new_cell(self, text: str) -> None:
        cells = self.page.locator(CELLS)
        cells.last.click()
        command(self.page, "notebook:insert-cell-below")
        command(self.page, "notebook:enter-edit-mode")
        self.page.keyboard.type(text)

    def completion(self) -> None:
        self.type_into_new_cell("labelled.ch")
        self.page.keyboard.press("Tab")
        popup = self.page.locator(".jp-Completer")
        expect(popup).to_be_visible(timeout=HELP_SECONDS * 1000)
        expect(popup).to_contain_text("chart")
        self.picture("completion")
        self.page.keyboard.press("Escape")

    def inspection(self) -> None:
        self.type_into_new_cell("labelled.createDistribution")
        self.page.keyboard.press("Shift+Tab")
        popup = self.page.locator(".jp-Tooltip")
        expect(popup).to_contain_text("Counts the values of a key", timeout=HELP_SECONDS * 1000)
        self.picture("inspection")
        self.page.keyboard.press("Escape")

    def error(self) -> None:
        self.type_into_new_cell('await labelled.chart.distribution("face_cuont");')
        self.page.keyboard.press("Shift+Enter")
        output = code_cell(self.page, "face_cuont").locator(".jp-OutputArea").first
        expect(output).to_contain_text("Did you mean 'face_count'", timeout=HELP_SECONDS * 1000)
        expect(output).to_contain_text(re.compile(r"\[\d+\]:1 \| await labelled"))
        self.picture("error", output)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--app", choices=["jupyterlab", "notebook"], default="jupyterlab")
    parser.add_argument("--chromium")
    options = parser.parse_args()
    browser = options.chromium or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"left out: JupyterLab in a browser, as there is none of {BROWSERS}")
        print("0 passed, 0 failed")
        return
    work = options.work.resolve()
    (work / "root").mkdir(parents=True)
    without_output(options.notebook, work / "root" / options.notebook.name)
    checks = Checks()
    with Lab(work, work / "root", options.app, options.dark) as lab, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(lab.address(options.notebook.name), timeout=START_SECONDS * 1000)
        page.locator(CELLS).first.wait_for(timeout=START_SECONDS * 1000)
        try:
            look(checks, Session(page, work))
        finally:
            page.screenshot(path=work / "end.png")
            chromium.close()
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


def look(checks: Checks, session: Session) -> None:
    session.run_all()
    run = checks.run
    run("progress half-way", session.progress)
    run("all cells end without an error", session.finished)
    run("the report", lambda: session.shown("flow.process", "report", "60 done", "completed after"))
    run("the dataset", lambda: session.shown(
        "const dataset = await openDataset", "dataset", "68 samples", "face_uv_grids", "face_count"
    ))  # fmt: skip
    run("previews", lambda: session.previews("dataset.preview", "previews", 8))
    run("a chart", lambda: session.chart("faces/face_types", "chart"))
    run("a table", lambda: session.shown("table(kinds)", "table", "mean_area", "revolution"))
    run("a chart with colours", lambda: session.chart('"edge_count"', "scatter"))
    run("the split", lambda: session.shown("labelled.split", "split", "46 train", "11 test"))
    run("a completion", session.completion)
    run("an inspection", session.inspection)
    run("an error", session.error)


if __name__ == "__main__":
    main()
