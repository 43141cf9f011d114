"""Flows in cells: progress, output of workers, interrupts, warm workers."""

import re
from pathlib import Path

from checked_kernel import Answer, Kernel, expect

TASKS = """
import { basename } from "node:path";
import { BrepEncoder, flowtask, gatherFiles } from "trunnion";

export const gather = flowtask.extract(
  { name: "gather", inputs: ["sources"], outputs: ["files"] },
  (source: string) => gatherFiles({ path: source }),
);

export const encode = flowtask.transform(
  { name: "encode", inputs: ["cad_file", "cad_loader", "storage"], outputs: ["encoded"] },
  async (file, loader, storage) => {
    console.log(`encodes ${basename(file)} in ${Deno.pid}`);
    if (basename(file).startsWith("bad")) throw new Error("planned failure of an item");
    const model = await loader.createFromFile(file);
    for (const body of model.bodies) new BrepEncoder(body.brep, storage.body(body)).pushFaceIndices();
    storage.compressStore();
    await new Promise((done) => setTimeout(done, 300));
    return storage.getFilePath();
  },
);
"""
PARTS = 8
SETUP = f"""
import {{ createFlow, openDataset, samples }} from "trunnion";
import {{ encode, gather }} from "./slow_tasks.ts";
await samples("./slow_parts", {{ count: {PARTS}, seed: 1 }});
const slow = () => createFlow({{ name: "slow", tasks: [gather, encode], maxWorkers: 2 }})
  .process({{ inputs: {{ sources: ["./slow_parts"] }} }});
"""
FILES = "(await (await openDataset('output/flows/slow')).getFileList()).length"
ENCODES = re.compile(r"encodes (\S+) in (\d+)")


def encoded(answer: Answer) -> list[tuple[str, str]]:
    return ENCODES.findall(answer.text())


def drawings(answer: Answer) -> dict[str, list[str]]:
    """By display: the kinds of its messages."""
    found: dict[str, list[str]] = {}
    for kind, content in answer.outputs:
        if kind in ("display_data", "update_display_data"):
            found.setdefault(content["transient"]["display_id"], []).append(kind)
    return found


def pipelines(kernel: Kernel, folder: Path) -> None:
    (folder / "slow_tasks.ts").write_text(TASKS)
    reply = kernel.run(SETUP, seconds=240).reply
    expect("parts are made", reply["status"] == "ok", reply)
    begun = 0

    def on_output(_, content) -> None:
        nonlocal begun
        begun += "encodes" in str(content.get("text", ""))
        if begun == 4:
            begun += 1000
            kernel.interrupt()

    answer = kernel.run("await slow()", seconds=240, on_output=on_output)
    kernel.drain()
    expect("the run says that it was cancelled", answer.reply.get("ename") == "RunCancelled", answer.reply)
    first = encoded(answer)
    expect("what workers print is shown in the cell", 4 <= len(first) < PARTS, first)
    count = int(kernel.run(FILES).value() or 0)
    expect("what is done is a dataset", 0 < count < PARTS, count)

    answer = kernel.run("const run = await slow(); 0", seconds=240)
    expect("it goes on", answer.reply["status"] == "ok", answer.reply)
    names = [name for name, _ in first + encoded(answer)]
    expect("all are done", len(set(names)) == PARTS, names)
    kept = len([name for name, _ in encoded(answer)])
    expect("what was done is kept", kept == PARTS - count, (kept, count))
    for kinds in drawings(answer).values():
        made = (kinds.count("display_data"), kinds[0])
        expect("a display is made once, then updated", made == (1, "display_data"), kinds)
    workers = {pid for _, pid in encoded(answer)}

    (folder / "slow_parts" / "bad.step").write_text("not a STEP file")
    code = (folder / "slow_tasks.ts").read_text()
    answer = kernel.run("await slow()", seconds=240)
    said = answer.text() + answer.text("stderr")
    expect("a file more is encoded in a worker that was there", encoded(answer)[0][1] in workers,
           (encoded(answer), workers))
    report = answer.value()
    expect("its error is shown", "planned failure of an item" in report + said, report)
    expect("the module is as it was", code == TASKS, code)


FUNCTIONS = """
import { flow, task } from "trunnion/functions";
const step = task(async function step(n: number) {
  console.log("step", n);
  await new Promise((done) => setTimeout(done, 50));
  return n;
});
const many = flow(async function many() {
  for (let n = 0; n < 1000; n++) await step(n);
})();
"""


def functions(kernel: Kernel) -> None:
    """A flow of functions is cancelled, and its record says how far it came."""
    kernel.run(FUNCTIONS)
    done = False

    def on_output(_, content) -> None:
        nonlocal done
        if not done and "step 3" in str(content.get("text", "")):
            done = True
            kernel.interrupt()

    answer = kernel.run("await many.execute()", on_output=on_output)
    kernel.drain()
    text = "\n".join(answer.reply.get("traceback", []))
    expect("the flow was cancelled", "RunCancelled" in text, answer.reply)
    expect("by the person", "KeyboardInterrupt" in text, text)
    value = kernel.run("many.status").value()
    expect("its record says so", value == '"cancelled"', value)
    counts = kernel.run("JSON.stringify(many.stats())").value()
    expect("and how far it came", re.search(r"\d", counts or "") is not None, counts)


JOBS = """
import { openRun, ProcessExecutor } from "trunnion";
globalThis.process_ = new ProcessExecutor({ size: 2 });
const jobs = () => openRun({
  name: "jobs",
  executors: { process: process_ },
  listeners: [(event) => event.type === "log" && console.log(event.message)],
});
const work = (run, ms) => run.call(
  { name: "sleep", type: "process", module: import.meta.resolve("./sleep_job.ts") },
  { args: { ms } },
);
let first = jobs();
(await work(first, 1)).split(" ")[0]
"""
SLEEP = """
export default async function sleep({ ms }: { ms: number }, { signal }: { signal: AbortSignal }) {
  console.log("a job sleeps for", ms);
  await new Promise((done, failed) => {
    setTimeout(done, ms);
    signal.addEventListener("abort", () => failed(signal.reason));
  });
  return `slept in ${Deno.pid}`;
}
"""


def jobs(kernel: Kernel, folder: Path) -> None:
    """Jobs that are called one by one hear it too, those in processes as well."""
    (folder / "sleep_job.ts").write_text(SLEEP)
    expect("a job is done", kernel.run(JOBS).value() == '"slept"', "nothing")
    pids = kernel.run("new Set([await work(first, 1), await work(first, 1)]).size").value()
    expect("its worker stays", pids == "1", pids)
    begun = False

    def on_output(_, content) -> None:
        nonlocal begun
        if not begun and "a job sleeps for 60000" in str(content.get("text", "")):
            begun = True
            kernel.interrupt()

    kernel.run("let second = jobs()")
    answer = kernel.run("second = jobs(); await work(second, 60000)", on_output=on_output)
    kernel.drain()
    expect("it was cancelled", answer.reply["status"] == "error", answer.reply)
    expect("the run says so", kernel.run("second.state").value() == '"cancelled"', "")
    after = kernel.run("await work(jobs(), 1)").value()
    expect("jobs are done as before", "slept in" in str(after), after)
    kernel.run("await process_.close()")
