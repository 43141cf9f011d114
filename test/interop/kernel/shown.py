"""What cells show: displays that are updated, output that is cleared, errors."""

from checked_kernel import Kernel, expect
from comms import COMMS


def displays(kernel: Kernel) -> None:
    answer = kernel.run(
        "display({ 'text/plain': 'one' }, { raw: true, display_id: 'd' });"
        "display({ 'text/plain': 'two' }, { raw: true, display_id: 'd', update: true });"
        "await Deno.jupyter.broadcast('clear_output', { wait: true }); console.log('after')"
    )
    kinds = [kind for kind, _ in answer.outputs]
    wanted = ["display_data", "update_display_data", "clear_output", "stream"]
    expect("in their order", kinds == wanted, kinds)
    made, updated, cleared, _ = [content for _, content in answer.outputs]
    ids = [one["transient"]["display_id"] for one in (made, updated)]
    expect("one display", ids == ["d", "d"], ids)
    expect("its text", updated["data"]["text/plain"] == "two", updated)
    expect("cleared when something comes", cleared == {"wait": True}, cleared)
    later = kernel.run(
        "display({ 'text/plain': 'three' }, { raw: true, display_id: 'd', update: true })"
    )
    expect("from a later cell", [kind for kind, _ in later.outputs] == ["update_display_data"], later)


FAILS_WHEN_TOLD = (
    f"await new Promise((done) => {{ {COMMS}.register('fail', done); console.log('waits') }}); "
    "throw new Error('planned')"
)


def fail_with_cells_behind(kernel: Kernel, behind: list[str], **options) -> list[str]:
    """A cell that fails when these are sent: their requests."""
    first = kernel.client.execute(FAILS_WHEN_TOLD, allow_stdin=False, **options)
    requests = [kernel.send(code) for code in behind]
    opened = {"comm_id": f"fail{first}", "target_name": "fail", "data": {}}
    message = kernel.client.session.msg("comm_open", opened)

    def on_output(_, content) -> None:
        if content.get("text") == "waits\n":
            kernel.client.shell_channel.send(message)

    reply = kernel.wait(first, on_output=on_output).reply
    expect("the first fails", reply["status"] == "error", reply)
    return requests


def stop_on_error(kernel: Kernel) -> None:
    behind = fail_with_cells_behind(kernel, [f"console.log({i})" for i in range(3)])
    for request in behind:
        answer = kernel.wait(request)
        expect("aborted", answer.reply["status"] == "aborted", answer.reply)
        expect("and shows nothing", answer.outputs == [], answer.outputs)
    expect("a cell that is sent then runs", kernel.run("1 + 1").value() == "2", "nothing")
    [second] = fail_with_cells_behind(kernel, ["'goes on'"], stop_on_error=False)
    expect("unless it is to go on", kernel.wait(second).value() == '"goes on"', "nothing")


def traceback(kernel: Kernel, code: str) -> str:
    answer = kernel.run(code)
    expect("it fails", answer.reply["status"] == "error", answer.reply)
    expect("it is shown", answer.outputs[-1][0] == "error", answer.outputs)
    return "\n".join(answer.reply["traceback"])


def syntax_errors(kernel: Kernel) -> None:
    text = traceback(kernel, "const a = 1;\nlet b = a +* 2;")
    lines = text.split("\n")
    expect("its place", ":2:12)" in lines[0], lines)
    code = next(line for line in lines if "let b" in line)
    caret = next(line for line in lines if line.strip() == "^")
    expect("a caret below it", code[caret.index("^")] == "*", lines)


def tracebacks(kernel: Kernel, folder) -> None:
    (folder / "thrower.ts").write_text(
        "export function inner(): never {\n  throw new RangeError('planned');\n}\n"
    )
    text = traceback(
        kernel, "import { inner } from './thrower.ts';\nfunction outer() {\n  inner();\n}\nouter()"
    )
    expect("the module's line", "thrower.ts:2:9" in text, text)
    expect("the cell's lines", "]:3:3" in text and "]:5:1" in text, text)
    for ours in ("engine/inside", "ext:", "node:vm", "cell_runner"):
        expect(f"no frame of {ours}", ours not in text, text)
    printed = kernel.run("try { inner() } catch (error) { console.error(error) }").text("stderr")
    expect("as well where it is printed", "engine/inside" not in printed, printed)
    expect("by the cell's own lines", "trunnion-cell" not in printed and "]:1:7" in printed, printed)


def failed_imports(kernel: Kernel, folder) -> None:
    (folder / "broken.ts").write_text("export const a = ;\n")
    (folder / "thrower_at_once.ts").write_text("throw new Error('at once', { cause: 'why' });\n")
    cases = {
        "import { a } from './gone.ts'": "gone.ts",
        "import { a } from './broken.ts'": "broken.ts:1",
        "import './thrower_at_once.ts'": "Caused by",
        "import { nothing } from './thrower.ts'; nothing()": "has no export 'nothing': it has inner",
        "import pandas from 'pandas'": "npm:pandas",
        "import { x } from 'npm:no-such-package-of-trunnions@9'": "no-such-package-of-trunnions",
    }
    for code, wanted in cases.items():
        text = traceback(kernel, code)
        expect(f"{code} says {wanted}", wanted in text, text)
