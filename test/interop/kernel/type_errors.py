"""Type errors as warnings, as errors, and not at all."""

import time

from checked_kernel import SECONDS, Kernel, expect

WRONG = "const n: number = 'text'; n"


def kernel_with(mode: str, folder) -> Kernel:
    return Kernel(folder=str(folder), env={"TRUNNION_KERNEL_TYPES": mode})


def warm(kernel: Kernel) -> None:
    """Waits until types are loaded: the first check's warnings come when they come."""
    kernel.run("const warm: number = 'not'")
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        message = kernel.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
        if "TS2322" in str(message["content"].get("text")):
            return
    raise AssertionError("no warning came")


def warned(kernel: Kernel, code: str):
    """What comes of a cell, and its warning, which comes after it where the machine is busy."""
    request = kernel.send(code)
    answer = kernel.wait(request)
    said, end = answer.text("stderr"), time.monotonic() + SECONDS
    while said == "":
        message = kernel.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
        if message["parent_header"].get("msg_id") == request:
            said = message["content"].get("text", "")
    return answer, said


def warnings(folder) -> None:
    with kernel_with("warn", folder) as kernel:
        warm(kernel)
        answer, said = warned(kernel, "// a comment\n" + WRONG)
        expect("the rule", "TS2322" in said and "not assignable" in said, said)
        expect("its line and column", ":2:7:" in said, said)
        expect("the cell runs", answer.value() == '"text"', answer.value())
        fine = kernel.run("const fine: number = 1; [fine].map((x) => x + 1)")
        expect("no warning without an error", fine.text("stderr") == "", fine.text("stderr"))
        _, across = warned(kernel, "fine.toUpperCase")
        expect("across cells", "toUpperCase" in across and "'number'" in across, across)


def errors(folder) -> None:
    with kernel_with("error", folder) as kernel:
        answer = kernel.run("globalThis.ran = true;\n" + WRONG)
        expect("refused", answer.reply.get("ename") == "TypeCheck", answer.reply)
        expect("its place", ":2:7" in "\n".join(answer.reply["traceback"]), answer.reply)
        expect("nothing was run", kernel.run("'ran' in globalThis").value() == "false", "it was")


def off(folder) -> None:
    with kernel_with("off", folder) as kernel:
        answer = kernel.run(WRONG)
        expect("the cell runs", answer.value() == '"text"', answer.value())
        kernel.run("1 + 1")
        expect("in silence", answer.text("stderr") == "", answer.text("stderr"))
