/** What a Web Worker of a pool starts with. @module */
import { expose } from "comlink";
import type { LeaveMessage, WorkerCommand } from "../channel/protocol.ts";
import { WorkerSide } from "./worker_side.ts";

const side = new WorkerSide(
  (messages) => self.postMessage(messages, [messages.buffer]),
  (code) => self.postMessage({ kind: "leave", code } satisfies LeaveMessage),
);
expose({
  boot: side.boot.bind(side),
  runBatch: side.runBatch.bind(side),
});
self.addEventListener("message", (event: MessageEvent<Partial<WorkerCommand>>) => {
  if (event.data?.kind !== undefined) void side.onCommand(event.data as WorkerCommand);
});
