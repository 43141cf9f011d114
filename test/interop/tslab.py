"""Runs a notebook under tslab, on Node, with Trunnion's package of npm, and checks what it shows.

    python tslab.py WORK TARBALL FLOW

WORK is a folder to be made, TARBALL the package that `deno task build:npm` writes, FLOW the folder
of a flow with a dataset. Where npm has no tslab to install, that is said and nothing is checked.
The last line is `N passed, N failed`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from notebook import Checks, code_cells, errors_of, expect

TSLAB = "tslab@1.0.22"
NODE_TYPES = "@types/node@20.19.0"
CELLS = {
    "open": """import { chart, JUPYTER_DISPLAY, openDataset, show, table, where } from "trunnion";
const dataset = await openDataset("flow");
console.log(dataset.sampleCount, "samples");""",
    "dataset": "await show(dataset);",
    "table": 'await show(table(dataset, "faces", { rows: 3, columns: ["face_types", "face_areas"] }));',
    "query": """const large = await dataset.getFileList({ where: where("face_count").gt(20) });
console.log(large.length > 0, large.length < dataset.sampleCount);""",
    "split": """const split = await dataset.split({
  key: "face_count", train: 0.7, validation: 0.15, test: 0.15, seed: 1, replace: true,
});
await show(split);
console.log(split.train + split.validation + split.test);""",
    "chart": 'await show(chart(dataset, "face_count"));',
    "arrays": """let areas = 0;
for await (const sample of await dataset.subset("train")) {
  areas += sample.arrays["faces/face_areas"].data.length;
}
console.log(areas > 0);""",
    "error": 'await dataset.createDistribution({ key: "face_cuont" });',
}


def install(work: Path, tarball: Path) -> bool:
    """A project with the package and tslab, as a person makes it; false where there is no tslab."""
    (work / "package.json").write_text(json.dumps({"name": "checked", "private": True}))
    own = subprocess.run(["npm", "install", "--no-audit", "--no-fund", str(tarball)], cwd=work)
    expect("Trunnion's package is installed", own.returncode == 0, own.returncode)
    wanted = ["npm", "install", "--no-audit", "--no-fund", TSLAB, NODE_TYPES]
    done = subprocess.run(wanted, cwd=work, capture_output=True, text=True, timeout=240)
    if done.returncode != 0:
        print(f"left out: {TSLAB} cannot be installed: {done.stderr[-300:]}")
        return False
    program = work / "node_modules" / ".bin" / "tslab"
    command = [program, "install", "--prefix", work, "--binary", program, "--python", sys.executable]
    subprocess.run(list(map(str, command)), check=True, cwd=work, capture_output=True)
    return True


def execute(work: Path):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in CELLS.values()],
        metadata={"kernelspec": {"name": "tslab", "display_name": "TypeScript"}},
    )
    path = work / "tslab.ipynb"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--inplace",
               "--allow-errors", "--ExecutePreprocessor.timeout=120", str(path)]
    environment = {**os.environ, "JUPYTER_PATH": str(work / "share" / "jupyter")}
    subprocess.run(command, check=True, cwd=work, env=environment)
    return nbformat.read(path, as_version=4)


def text_of(cell) -> str:
    return "".join(one.text for one in cell.outputs if one.output_type == "stream")


def data_of(cell) -> dict:
    found = [one.data for one in cell.outputs if one.output_type == "display_data"]
    expect("one display", len(found) == 1, [one.output_type for one in cell.outputs])
    return found[0]


def main() -> None:
    work, tarball, flow = (Path(path).resolve() for path in sys.argv[1:4])
    work.mkdir(parents=True)
    shutil.copytree(flow, work / "flow")  # the notebook splits it
    if not install(work, tarball):
        print("0 passed, 0 failed")
        return
    notebook = execute(work)
    cells = dict(zip(CELLS, code_cells(notebook)))
    checks = Checks()
    run = checks.run

    def shows(name: str, kind: str, *texts: str) -> None:
        data = data_of(cells[name])
        expect(f"{kind} alone", list(data) == [kind], list(data))
        for text in texts:
            expect(f"it has {text!r}", text in data[kind], data[kind][:500])

    def says(name: str, text: str) -> None:
        expect(f"it says {text!r}", text in text_of(cells[name]), text_of(cells[name]))

    run("a dataset is opened", lambda: says("open", " samples"))
    run("a dataset is shown", lambda: shows("dataset", "text/html", "faces", "Infoset"))
    run("a table is shown", lambda: shows("table", "text/html", "<table", "face_areas", "more"))
    run("a query finds", lambda: says("query", "true true"))
    run("a split is shown", lambda: shows("split", "text/html", "train"))
    run("a chart is drawn", lambda: shows("chart", "image/svg+xml", "<svg", "face_count"))
    run("samples of a subset are read", lambda: says("arrays", "true"))
    run("an error says what was meant", lambda: says("error", "Did you mean 'face_count'"))
    html, _ = HTMLExporter().from_notebook_node(notebook)
    run("the notebook as HTML", lambda: expect("a picture", "<svg" in html, len(html)))
    run("no other cell fails", lambda: expect(
        "no errors", not errors_of(notebook), errors_of(notebook)))
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
