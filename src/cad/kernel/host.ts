/**
 * The kernel's process. Not to be imported: `kernel_child.ts` starts it.
 *
 * The kernel runs in a worker, so that this thread stays free to see the end of standard input:
 * however the parent ends, the pipe closes, and this process ends with it, even in the middle of
 * a reading that never would.
 *
 * @module
 */
import { encodeFrame, readFrames, writeParts } from "./frames.ts";
import type { Frame, KernelMessage, KernelRequest } from "./protocol.ts";

/** Exit code of a process whose own code failed (EX_SOFTWARE of sysexits.h). */
const SOFTWARE_ERROR = 70;

// Standard output carries frames: nothing else may be written there.
console.log = console.info = console.debug = console.error;

// Ctrl-C reaches every process of the terminal: what it means is for the parent to decide.
Deno.addSignalListener("SIGINT", () => {});

const worker = new Worker(import.meta.resolve("./worker.ts"), { type: "module" });
worker.onmessage = ({ data }: MessageEvent<Frame<KernelMessage>>) => send(data);
worker.onerror = (event) => {
  event.preventDefault();
  fail(event.message);
};

let written = Promise.resolve();
function send(frame: Frame<KernelMessage>): void {
  written = written
    .then(() => writeParts((part) => Deno.stdout.write(part), encodeFrame(frame)))
    .catch(fail); // the parent closed its end
}

try {
  for await (const frame of readFrames<KernelRequest>(Deno.stdin.readable)) {
    send({ message: { type: "accepted", id: frame.message.id } });
    worker.postMessage(frame, (frame.buffers ?? []).map((buffer) => buffer.buffer));
  }
} catch (error) {
  fail(error);
}
Deno.exit(0);

function fail(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : String(reason));
  Deno.exit(SOFTWARE_ERROR);
}
