/**
 * The thread of the kernel's process that the kernel runs in. Not to be imported:
 * `kernel_host.ts` starts it.
 *
 * @module
 */
import { describeFailure } from "./failure.ts";
import type { KernelMaker } from "./kernel_maker.ts";
import { loadOcct, type OpenCascade } from "./load_occt.ts";
import { MemoryLimit } from "./memory_limit.ts";
import type { KernelBoot, KernelFrame, KernelMessage, KernelRequest } from "./kernel_protocol.ts";
import { readStep } from "./read_step.ts";
import { warmUp } from "./warm_up.ts";

/** What of a worker's global scope is used here. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: KernelFrame<KernelMessage>, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope; // the types of windows and workers are one here

// Standard output carries frames: nothing else may be written there.
console.log = console.info = console.debug = console.error;

const start = performance.now();
const { module, folder, maxMemoryBytes } = await new Promise<KernelBoot>((resolve) => {
  scope.onmessage = ({ data }: MessageEvent<KernelBoot>) => resolve(data);
});
const memory = new MemoryLimit(maxMemoryBytes);
const oc = await loadOcct({ print: (line) => console.error(line), module, folder, memory });

scope.onmessage = async ({ data }: MessageEvent<KernelFrame<KernelRequest>>) => {
  try {
    const reply = await answer(oc, data);
    // A kernel that got no memory may have left parts of the file out.
    if (memory.refused) throw new RangeError("the memory did not suffice");
    post(reply);
  } catch (error) {
    const failure = describeFailure(oc, error, memory.refused);
    post({ message: { type: "failure", id: data.message.id, ...failure, heapBytes: heap() } });
  }
};
post({
  message: {
    type: "ready",
    kernelVersion: kernelVersion(oc),
    bootMs: performance.now() - start,
    heapBytes: heap(),
  },
});

async function answer(
  oc: OpenCascade,
  { message, buffers = [] }: KernelFrame<KernelRequest>,
): Promise<KernelFrame<KernelMessage>> {
  const { id } = message;
  switch (message.type) {
    case "readStep": {
      const { brep, faceIds, fileUnits, timings } = readStep(oc, buffers[0], message);
      return {
        message: { type: "readStep", id, fileUnits, timings, heapBytes: heap() },
        buffers: [own(brep), own(new Uint8Array(faceIds.buffer))],
      };
    }
    case "make": {
      // Loaded when it is first asked for: reading files does without.
      const maker: KernelMaker = await import(message.maker);
      const { file, info } = await maker.make(oc, message.request);
      return { message: { type: "make", id, info, heapBytes: heap() }, buffers: [own(file)] };
    }
    case "warmUp":
      warmUp(oc);
      return { message: { type: "warmUp", id, heapBytes: heap() } };
    case "renew":
      throw new TypeError("The process renews its kernel, not the kernel itself");
  }
}

function post(frame: KernelFrame<KernelMessage>): void {
  scope.postMessage(frame, (frame.buffers ?? []).map((buffer) => buffer.buffer));
}

/** The bytes in a buffer that they fill, so that it can be handed over. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length;
  return whole ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

function heap(): number {
  return oc.wasmMemory.buffer.byteLength;
}

/** The kernel names its version where it signs the files that it writes. */
function kernelVersion(oc: OpenCascade): string {
  new oc.STEPControl_Reader().delete(); // the first one sets the parameters
  const signature = oc.Interface_Static.CVal("write.step.product.name");
  return /\d+(\.\d+)+/.exec(signature)?.[0] ?? "unknown";
}
