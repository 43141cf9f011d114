/**
 * The thread of the kernel's process that the kernel runs in. Not to be imported:
 * `kernel_host.ts` starts it.
 *
 * @module
 */
import { describeFailure } from "./failure.ts";
import type { KernelBoot, KernelFrame, KernelMessage, KernelRequest } from "./kernel_protocol.ts";
import { MemoryLimit } from "./memory_limit.ts";

/** What of a worker's global scope is used here. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: KernelFrame<KernelMessage>, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope; // the types of windows and workers are one here

// Standard output carries frames: nothing else may be written there.
console.log = console.info = console.debug = console.error;

const start = performance.now();
const boot = await new Promise<KernelBoot>((resolve) => {
  scope.onmessage = ({ data }: MessageEvent<KernelBoot>) => resolve(data);
});
// The code of the STEP build takes Deno for Node where it sees this, and loads what it never uses.
if (boot.build === "step") Reflect.deleteProperty(globalThis, "process");
const memory = new MemoryLimit(boot.maxMemoryBytes);
const { bootEngine } = boot.build === "iges"
  ? await import("./iges_engine.ts")
  : await import("./step_engine.ts");
const engine = await bootEngine(boot, memory, (line) => console.error(line));

scope.onmessage = async ({ data }: MessageEvent<KernelFrame<KernelRequest>>) => {
  try {
    const reply = await engine.answer(data);
    // A kernel that got no memory may have left parts of the file out.
    if (memory.refused) throw new RangeError("the memory did not suffice");
    post(reply);
  } catch (error) {
    const failure = describeFailure(engine, error, memory.refused);
    const heapBytes = engine.heapBytes();
    post({ message: { type: "failure", id: data.message.id, ...failure, heapBytes } });
  }
};
post({
  message: {
    type: "ready",
    kernelVersion: engine.version,
    bootMs: performance.now() - start,
    heapBytes: engine.heapBytes(),
  },
});

function post(frame: KernelFrame<KernelMessage>): void {
  scope.postMessage(frame, (frame.buffers ?? []).map((buffer) => buffer.buffer));
}
