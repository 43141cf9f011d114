"""Modules of a notebook's folder: edited ones, relative ones, names."""

from pathlib import Path

from checked_kernel import Kernel, expect


def edited(kernel: Kernel, folder: Path) -> None:
    """A module that was edited is loaded anew, after a syntax error too."""
    run = "import { version } from './edited.ts'; version()"
    module = folder / "edited.ts"
    module.write_text("export const version = () => 'one';\n")
    expect("the first", kernel.run(run).value() == '"one"', "another")
    module.write_text("export const version = () => 'the second';\n")
    expect("the second", kernel.run(run).value() == '"the second"', "another")
    module.write_text("export const version = () => ;\n")
    reply = kernel.run(run).reply
    expect("a syntax error", "edited.ts" in "\n".join(reply.get("traceback", [])), reply)
    module.write_text("export const version = () => 'after all';\n")
    expect("mended", kernel.run(run).value() == '"after all"', "another")


def below(kernel: Kernel, folder: Path) -> None:
    """So is one whose own module was edited, in a folder below."""
    (folder / "lib").mkdir()
    (folder / "lib" / "deep.ts").write_text("export const deep = 1;\n")
    (folder / "top.ts").write_text(
        "import { deep } from './lib/deep.ts';\nexport const top = deep * 10;\n"
    )
    run = "import { top } from './top.ts'; top"
    expect("the first", kernel.run(run).value() == "10", "another")
    (folder / "lib" / "deep.ts").write_text("export const deep = 25;\n")
    expect("the second", kernel.run(run).value() == "250", "another")
    expect("by run time's import", kernel.run("(await import('./top.ts')).top").value() == "250", "")


def names(kernel: Kernel, folder: Path) -> None:
    """Names of the project's deno.json, in cells and in modules."""
    (folder / "named.ts").write_text("export const named = 'found';\n")
    (folder / "uses_name.ts").write_text("export { named as used } from 'mine';\n")
    expect("in a cell", kernel.run("import { named } from 'mine'; named").value() == '"found"', "")
    run = "import { used } from './uses_name.ts'; used"
    expect("in a module", kernel.run(run).value() == '"found"', "not found")
    run = "import { flow } from 'trunnion/functions'; typeof flow"
    expect("of Trunnion", kernel.run(run).value() == '"function"', "not found")


def without_config(folder: Path) -> None:
    """Where no deno.json is, cells find Trunnion, and a task module is told what is missing."""
    (folder / "tasks.ts").write_text("import { flowtask } from 'trunnion'; export { flowtask };\n")
    with Kernel(folder=str(folder)) as kernel:
        run = "import { openDataset } from 'trunnion'; typeof openDataset"
        expect("in a cell", kernel.run(run).value() == '"function"', "not found")
        reply = kernel.run("import { flowtask } from './tasks.ts'").reply
        said = "\n".join(reply.get("traceback", []))
        expect("it is said", "nearest to it, and there is none" in said, said)
        expect("what to do", "trunnion notebook new" in said, said)
        run = "import process from 'node:process'; process.cwd()"
        expect("the folder", kernel.run(run).value() == f'"{folder}"', "another")
