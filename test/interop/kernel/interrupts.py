"""Interrupts of all kinds: the cell stops, and what was, is kept, or it is told that it is lost."""

import statistics
import time

from checked_kernel import Kernel, expect

BEGUN = "console.log('begun'); "
WASM = (
    "new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,"
    "96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11))).exports.f()"
)
IN_WORKER = (
    "const compute = () => { postMessage('on'); const end = performance.now() + 20_000; "
    "while (performance.now() < end); postMessage('off') };"
    "const w = new Worker(URL.createObjectURL(new Blob([`(${compute})()`])), { type: 'module' });"
    "await new Promise((done) => w.onmessage = ({ data }) => "
    "data === 'on' ? console.log('begun') : done())"
)
WORKER = (
    "globalThis.worker ??= new Worker('data:application/javascript,onmessage=()=>postMessage(1)',"
    "{ type: 'module' }); await new Promise(() => {})"
)
KINDS = {
    "busy": "while (true);",
    "busy after an await": "await 1; while (true);",
    "regular expression": "/(a+)+$/.test('a'.repeat(60) + 'b')",
    "await": "await new Promise(() => {})",
    "loop of awaits": "await (async () => { while (true) await new Promise((d) => setTimeout(d)) })()",
    "await of a worker": WORKER,
    "WebAssembly": WASM,
    "idle": None,
}


def interrupt_all(kernel: Kernel, count: int) -> None:
    """`count` interrupts, the kinds in turn."""
    kernel.run("let state = 0")
    kinds = list(KINDS.items())
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for i in range(count):
        kind, code = kinds[i % len(kinds)]
        if code is None:
            kernel.interrupt()
        else:
            sent = 0.0

            def on_output(_, content):
                nonlocal sent
                if not sent and content.get("text") == "begun\n":
                    sent = time.monotonic()
                    kernel.interrupt()

            answer = kernel.run(f"state = {i}; {BEGUN}{code}", on_output=on_output)
            took[kind].append((time.monotonic() - sent) * 1000)
            expect(f"{kind}, interrupt {i}", answer.reply.get("ename") == "KeyboardInterrupt", answer.reply)
        kernel.drain()
        kept = kernel.run("state").value()
        wanted = str(i if code is not None else i - 1)
        expect(f"the state after {kind}, interrupt {i}", kept == wanted, kept)
    print(f"{'interrupted':22} times  state kept  ms to the end, median and most")
    for kind, times in took.items():
        number = sum(k == kind for k, _ in (kinds[i % len(kinds)] for i in range(count)))
        spread = f"{statistics.median(times):6.0f} {max(times):6.0f}" if times else ""
        print(f"{kind:22} {number:5}  {number:10}  {spread}")


def interrupt_in_worker(kernel: Kernel) -> None:
    """The cell stops at once; a thread that computes cannot be stopped, and comes to its own end."""
    kernel.run("let before = 'kept'")
    sent = 0.0

    def on_output(_, content):
        nonlocal sent
        if not sent and content.get("text") == "begun\n":
            sent = time.monotonic()
            kernel.interrupt()

    answer = kernel.run(IN_WORKER, on_output=on_output)
    kernel.drain()
    expect("it stops", answer.reply.get("ename") == "KeyboardInterrupt", answer.reply)
    expect("before the worker ends", time.monotonic() - sent < 10, time.monotonic() - sent)
    expect("the state", kernel.run("before").value() == '"kept"', "lost")


def interrupt_twice(kernel: Kernel) -> None:
    """The second interrupt of a cell that does not end restarts the engine, and this is said."""
    kernel.run("let state = 1")
    code = f"""const signal = globalThis[Symbol.for("Jupyter.interrupt")]();
        signal.addEventListener("abort", () => console.log("not yet"));
        {BEGUN}await new Promise(() => {{}})"""
    answers = ["begun\n", "not yet\n"]

    def on_output(_, content):
        if answers and content.get("text") == answers[0]:
            answers.pop(0)
            kernel.interrupt()

    answer = kernel.run(code, on_output=on_output)
    kernel.drain()
    said = answer.text("stderr")
    expect("it is said", "second interrupt" in said and "variables are lost" in said, said)
    expect("the state is lost", kernel.run("state").reply["ename"] == "ReferenceError", "kept")
    expect("the kernel goes on", kernel.run("1 + 1").value() == "2", "nothing")
