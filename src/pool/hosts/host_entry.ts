/**
 * The process around a worker. Not to be imported: `host_process.ts` starts it.
 *
 * This thread stays free, and so it sees its parent go: however the parent ends, its line closes.
 * Then this process ends too, even while its worker is in an endless loop. What worker and parent
 * say to each other is passed on unread.
 *
 * @module
 */
import { LINE_WORD } from "../channel/message_line.ts";
import { PeakMemory } from "../../base/peak_memory.ts";
import type { Batch, FromHost, ToHost } from "../channel/protocol.ts";
import { openParentLine } from "./parent_line.ts";
import { killGroup } from "./process_group.ts";
import { WebWorker } from "./web_worker.ts";

/** Milliseconds between two looks at the memory while items end. */
const LOOK_MS = 50;
/** Exit code of a process whose own code failed (EX_SOFTWARE of sysexits.h). */
const SOFTWARE_ERROR = 70;

// Ctrl-C reaches every process of the terminal. The parent decides what it means.
Deno.addSignalListener("SIGINT", () => {});
void endWithParent();

const memory = new PeakMemory();
let looked = 0;
const thread = new WebWorker("trunnion worker", {
  onMessages: (bytes) => send({ kind: "messages", bytes, ...look() }),
  onEnd: (reason) => {
    console.error(reason);
    void leave(SOFTWARE_ERROR);
  },
  onHung: (hung) => {
    send({ kind: "hung", hung });
    void leave(SOFTWARE_ERROR);
  },
  onLeave: (code) => void leave(code),
});

thread.preload(Deno.args.filter((word) => !word.startsWith(LINE_WORD)));

const line = openParentLine(Deno.args, take, endAll);

function take(message: ToHost): void {
  if (message.kind === "boot") {
    void thread.boot(message.config).then((reply) => send({ kind: "booted", reply }));
  } else if (message.kind === "batch") {
    send({ kind: "accepted" });
    void runBatch(message.batch);
  } else if (message.kind === "ask") send({ kind: "here" });
  else thread.command(message);
}

/** What ends this process is the batch's fault: so its parent knows first that it is here. */
async function runBatch(batch: Batch): Promise<void> {
  await sent;
  await thread.runBatch(batch);
  send({ kind: "finished", peakBytes: memory.take() });
}

/**
 * Standard input, on which nothing is ever sent, ends with the parent. Node's line does not: a
 * parent that is killed before it has read all messages makes Deno 2.9 stop listening to it,
 * without a `disconnect`.
 */
async function endWithParent(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
  endAll();
}

/** Ends this process, and what its tasks have started: they are a group of processes. */
function endAll(): never {
  killGroup(Deno.pid);
  Deno.exit(0);
}

/** What the memory comes to, where the last look was a while ago. */
function look(): { peakBytes?: number } {
  if (performance.now() - looked < LOOK_MS) return {};
  looked = performance.now();
  return { peakBytes: memory.take() };
}

let sent: Promise<void> = Promise.resolve();
function send(message: FromHost): void {
  sent = sent.then(async () => (await line)(message));
}

/** Ends the process when all that was told is on its way. */
async function leave(code: number): Promise<never> {
  await sent;
  Deno.exit(code);
}
