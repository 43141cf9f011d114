/**
 * The kernel's process. Not to be imported: `kernel_process.ts` starts it.
 *
 * The kernel runs in a worker, so that this thread stays free to see the end of standard input:
 * however the parent ends, the pipe closes, and this process ends with it, even in the middle of
 * a reading that never would. This thread also keeps the compiled code, so that a new worker can
 * take the place of one whose memory is spent or spoilt, as fast as the old one had become.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import type { PeakMemory } from "../../base/peak_memory.ts";
import { encodeFrame, readFrames, writeParts } from "./frames.ts";
import type {
  KernelBoot,
  KernelBuild,
  KernelFrame,
  KernelMessage,
  KernelReply,
  KernelRequest,
  ReadyMessage,
} from "./kernel_protocol.ts";

/** Exit code of a process whose own code failed (EX_SOFTWARE of sysexits.h). */
const SOFTWARE_ERROR = 70;

// Standard output carries frames: nothing else may be written there.
console.log = console.info = console.debug = console.error;

// Ctrl-C reaches every process of the terminal: what it means is for the parent to decide.
Deno.addSignalListener("SIGINT", () => {});

/** A worker with the kernel in it. */
interface KernelThread {
  readonly worker: Worker;
  /** What it says when it is booted. */
  readonly ready: Promise<KernelFrame<KernelMessage>>;
}

// As kernel_process.ts gives them.
const maxMemoryBytes = Number(Deno.args[0]);
const [, folder] = Deno.args, build = Deno.args[2] as KernelBuild;
const module = compiled();
let memory: PeakMemory | null = null;
let written = Promise.resolve();
let kernel = start();
kernel.ready.then(send);
// It needs much of Node, and of few files nobody asks.
if (Deno.args[3] === "many") {
  memory = new (await import("../../base/peak_memory.ts")).PeakMemory();
}
try {
  for await (const frame of readFrames<KernelRequest>(Deno.stdin.readable)) {
    if (frame.message.type === "renew") {
      kernel.worker.terminate(); // it is idle: a busy one cannot be ended
      kernel = start();
    } else void pass(kernel, frame);
  }
} catch (error) {
  fail(error);
}
Deno.exit(0);

async function compiled(): Promise<WebAssembly.Module> {
  return build === "iges"
    ? await (await import("./load_iges_kernel.ts")).compileIgesKernel(folder)
    : await (await import("./load_occt.ts")).compileOcct(folder);
}

function start(): KernelThread {
  const worker = new Worker(import.meta.resolve("./kernel_worker.ts"), { type: "module" });
  const { promise: ready, resolve } = Promise.withResolvers<KernelFrame<KernelMessage>>();
  worker.onmessage = ({ data }: MessageEvent<KernelFrame<ReadyMessage | KernelReply>>) => {
    const { message } = data;
    if (message.type === "ready") resolve({ ...data, message });
    else send({ ...data, message: { ...message, peakBytes: memory?.take() } });
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message);
  };
  module.then((module) => {
    const boot: KernelBoot = { build, module, folder, maxMemoryBytes };
    worker.postMessage(boot);
  }).catch(fail);
  return { worker, ready };
}

/** Hands a request over, as soon as there is a kernel to take it. */
async function pass(
  { worker, ready }: KernelThread,
  frame: KernelFrame<KernelRequest>,
): Promise<void> {
  await ready;
  send({ message: { type: "accepted", id: frame.message.id } });
  worker.postMessage(frame, (frame.buffers ?? []).map((buffer) => buffer.buffer));
}

function send(frame: KernelFrame<KernelMessage>): void {
  written = written
    .then(() => writeParts((part) => Deno.stdout.write(part), encodeFrame(frame)))
    .catch(fail); // the parent closed its end
}

function fail(reason: unknown): never {
  console.error(messageOf(reason));
  Deno.exit(SOFTWARE_ERROR);
}
