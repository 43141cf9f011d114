"""Comms, opened from both sides."""

import time

from checked_kernel import SECONDS, Kernel, expect

COMMS = 'globalThis[Symbol.for("Jupyter.comms")]'


def tell(kernel: Kernel, kind: str, content: dict, buffers=None) -> list:
    """Sends a message that gets no reply: all of iopub until the kernel is idle again."""
    message = kernel.client.session.msg(kind, content)
    kernel.client.session.send(kernel.client.shell_channel.socket, message, buffers=buffers)
    seen, end = [], time.monotonic() + SECONDS
    while True:
        one = kernel.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
        seen.append((one["msg_type"], one["content"]))
        own = one["parent_header"].get("msg_id") == message["header"]["msg_id"]
        if own and one["content"].get("execution_state") == "idle":
            return seen


def named(seen: list, kind: str) -> list:
    return [content for found, content in seen if found == kind]


def open_comms(kernel: Kernel) -> dict:
    kernel.client.comm_info()
    return kernel.client.get_shell_msg(timeout=SECONDS)["content"]["comms"]


def from_a_cell(kernel: Kernel) -> None:
    answer = kernel.run(
        f"globalThis.comm = {COMMS}.open('page', {{ a: 1 }}); "
        "comm.onMessage = (data) => comm.send({ got: data.x + 1 }); "
        "comm.onClose = () => { globalThis.ended = 'yes' }; 0"
    )
    opened = answer.outputs[0]
    expect("comm_open first", opened[0] == "comm_open", answer.outputs)
    comm = opened[1]["comm_id"]
    expect("its data", (opened[1]["target_name"], opened[1]["data"]) == ("page", {"a": 1}), opened)
    expect("it is known", open_comms(kernel)[comm] == {"target_name": "page"}, comm)
    seen = tell(kernel, "comm_msg", {"comm_id": comm, "data": {"x": 4}})
    answers = [one["data"] for one in named(seen, "comm_msg")]
    expect("an answer before idle", answers == [{"got": 5}], seen)
    tell(kernel, "comm_close", {"comm_id": comm, "data": {}})
    expect("the cell's end is closed", kernel.run("ended").value() == '"yes"', "nothing")
    expect("it is forgotten", comm not in open_comms(kernel), comm)


def from_the_page(kernel: Kernel) -> None:
    kernel.run(
        f"{COMMS}.register('echo', (comm, data, buffers) => {{ globalThis.last0 ??= comm; globalThis.last = comm; "
        "comm.send({ ...data, bytes: buffers.length }); comm.onMessage = (d) => comm.send(d) })"
    )
    seen = tell(kernel, "comm_open", {"comm_id": "p1", "target_name": "echo", "data": {"b": 2}})
    expect("an answer", named(seen, "comm_msg")[0]["data"] == {"b": 2, "bytes": 0}, seen)
    seen = tell(kernel, "comm_open", {"comm_id": "p4", "target_name": "echo"}, [b"ab", b"c"])
    expect("bytes", named(seen, "comm_msg")[0]["data"] == {"bytes": 2}, seen)
    kernel.run("last.close()")
    kernel.run("last = last0")
    seen = tell(kernel, "comm_msg", {"comm_id": "p1", "data": {"again": True}})
    expect("again", named(seen, "comm_msg")[0]["data"] == {"again": True}, seen)
    answer = kernel.run("last.close({ bye: 1 })")
    closed = named(answer.outputs, "comm_close")
    expect("closed by the cell", closed == [{"comm_id": "p1", "data": {"bye": 1}}], answer.outputs)
    expect("it is forgotten", "p1" not in open_comms(kernel), "p1")


def unknown(kernel: Kernel) -> None:
    """Who has no such target closes at once; what nobody opened harms nobody."""
    seen = tell(kernel, "comm_open", {"comm_id": "p2", "target_name": "nobody", "data": {}})
    closed = [one["comm_id"] for one in named(seen, "comm_close")]
    expect("closed at once", closed == ["p2"], seen)
    for kind in ("comm_msg", "comm_close"):
        tell(kernel, kind, {"comm_id": "never", "data": {}})
    expect("the kernel lives", kernel.run("1 + 1").value() == "2", "nothing")


def while_a_cell_runs(kernel: Kernel) -> None:
    """A cell that awaits hears from the page."""
    request = kernel.send(
        f"await new Promise((done) => {{ {COMMS}.register('go', (_, data) => done(data)); "
        "console.log('waits') })"
    )
    message = kernel.client.session.msg(
        "comm_open", {"comm_id": "p3", "target_name": "go", "data": {"on": 1}}
    )

    def on_output(_, content) -> None:
        if content.get("text") == "waits\n":
            kernel.client.shell_channel.send(message)

    answer = kernel.wait(request, on_output=on_output)
    expect("its value", answer.value() == "{ on: 1 }", answer.value())
