import { afterAll, beforeAll, expect, test } from "vitest";
import { type JupyterClient, valueText } from "./jupyter_client.ts";
import { startKernel, type TestedKernel } from "./tested_kernel.ts";

let folder: string;
let kernel: TestedKernel;
let client: JupyterClient;
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  kernel = await startKernel(folder);
  client = kernel.client;
});
afterAll(async () => {
  await kernel.close();
  await Deno.remove(folder, { recursive: true });
});

const value = async (code: string) => valueText(await client.execute(code));

test("comms are opened from a cell", async () => {
  const { outputs } = await client.execute(
    `globalThis.comm = globalThis[Symbol.for("Jupyter.comms")].open("target", { a: 1 });
     comm.onMessage = (data) => console.log("got", data.x); comm.send({ b: 2 }); comm.id`,
  );
  expect(outputs.map(({ type }) => type)).toEqual(["comm_open", "comm_msg", "execute_result"]);
  const { comm_id } = outputs[0].content;
  const { reply } = await client.ask("comm_info_request", {});
  expect(reply.comms).toEqual({ [String(comm_id)]: { target_name: "target" } });
  client.tell("comm_msg", { comm_id, data: { x: 5 } });
  await client.until((_, { text }) => text === "got 5\n");
  const running = client.execute(
    "await new Promise((done) => { comm.onClose = done; console.log('waits') })",
  );
  await client.until((_, { text }) => text === "waits\n");
  client.tell("comm_close", { comm_id, data: {} });
  expect((await running).reply.status).toBe("ok");
  expect((await client.ask("comm_info_request", {})).reply.comms).toEqual({});
});

test("comms are opened from the page, where a cell has said what for", async () => {
  await client.execute(
    `globalThis[Symbol.for("Jupyter.comms")].register("mine", (comm, data) => comm.send(data))`,
  );
  client.tell("comm_open", { comm_id: "c1", target_name: "mine", data: { echo: 1 } });
  await client.until((type, content) => type === "comm_msg" && content.comm_id === "c1");
  client.tell("comm_open", { comm_id: "c2", target_name: "nobody", data: {} });
  await client.until((type, content) => type === "comm_close" && content.comm_id === "c2");
});

test("comms tell the page when a message was taken, and what went wrong with it", async () => {
  await client.execute(
    `globalThis[Symbol.for("Jupyter.comms")].register("weak", (comm) => {
       comm.onMessage = () => { throw new Error("planned") };
     })`,
  );
  // Each is done when an idle that names it comes.
  await client.tellAndWait("comm_open", { comm_id: "c3", target_name: "weak", data: {} });
  await client.tellAndWait("comm_msg", { comm_id: "c3", data: {} });
  await client.until((_, { text }) => /Error: planned/.test(String(text)));
  expect(await value("1 + 1")).toBe("2");
});

test("comms carry bytes both ways", async () => {
  await client.execute(
    `globalThis[Symbol.for("Jupyter.comms")].register("bytes", (comm, _, [bytes]) =>
       comm.send({ sum: bytes[0] + bytes[1] }, { buffers: [bytes] }))`,
  );
  const open = { comm_id: "c4", target_name: "bytes", data: {} };
  await client.tellAndWait("comm_open", open, [Uint8Array.of(3, 4)]);
  await client.until((type, { comm_id, data }) =>
    type === "comm_msg" && comm_id === "c4" && (data as { sum: number }).sum === 7
  );
});

test("comms are closed when the engine ends", async () => {
  const opened = await client.execute(`globalThis[Symbol.for("Jupyter.comms")].open("t").id`);
  const { comm_id } = opened.outputs[0].content;
  await client.execute("Deno.exit(5)");
  await client.until((type, content) => type === "comm_close" && content.comm_id === comm_id);
  expect((await client.ask("comm_info_request", {})).reply.comms).toEqual({});
});
