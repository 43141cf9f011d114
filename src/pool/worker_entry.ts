/** What a Web Worker of a pool starts with. @module */
import { expose } from "comlink";
import type { HostMessage } from "./protocol.ts";
import { WorkerSide } from "./worker_side.ts";

const side = new WorkerSide((messages) => self.postMessage(messages));
expose({
  boot: side.boot.bind(side),
  runBatch: side.runBatch.bind(side),
});
self.addEventListener("message", (event: MessageEvent<Partial<HostMessage>>) => {
  if (event.data?.kind !== undefined) void side.onMessage(event.data as HostMessage);
});
