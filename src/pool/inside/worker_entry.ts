/** What a Web Worker of a pool starts with. @module */
// As an ES module: its main file is CommonJS, for which Deno starts another loader.
// @ts-types="comlink"
import { expose } from "comlink/dist/esm/comlink.mjs";
import type { LeaveMessage, WorkerCommand } from "../channel/protocol.ts";
import { WorkerSide } from "./worker_side.ts";

/**
 * Taken before a task can change it. Without it no answer would be sent, and the pool would wait.
 */
const post: typeof self.postMessage = self.postMessage.bind(self);

const side = new WorkerSide(
  (messages) => post(messages, [messages.buffer]),
  (code) => post({ kind: "leave", code } satisfies LeaveMessage),
);
expose({
  boot: side.boot.bind(side),
  runBatch: side.runBatch.bind(side),
}, {
  postMessage: post,
  addEventListener: self.addEventListener.bind(self),
  removeEventListener: self.removeEventListener.bind(self),
});
self.addEventListener("message", (event: MessageEvent<Partial<WorkerCommand>>) => {
  if (event.data?.kind !== undefined) void side.onCommand(event.data as WorkerCommand);
});
