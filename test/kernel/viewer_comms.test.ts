/** A 3D viewer in a notebook: its page tells the kernel what is picked, and the kernel the page. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { copySampleParts } from "../helpers/sample_parts.ts";
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

test("faces that are picked in a page are there in the next cell", async () => {
  const [part] = await copySampleParts(folder, 1);
  const file = JSON.stringify(`${folder}/${part}`);
  const { outputs } = await client.execute(
    `import { quickView } from "trunnion"; const viewer = await quickView(${file}); viewer`,
  );
  const shown = outputs.map(({ content }) => content.data as Record<string, string>).at(-1)!;
  const [target] = /trunnion\.viewer\.[0-9a-f-]{36}/.exec(shown["text/html"])!;
  const none = await client.execute("viewer.getSelectedFaces()");
  expect(none.reply).toMatchObject({ status: "error", ename: "UsageError" });

  client.tell("comm_open", { comm_id: "page", target_name: target, data: {} });
  const message = { kind: "selected", faces: [3, 1] };
  client.tell("comm_msg", { comm_id: "page", data: message });
  const picked = await client.execute("viewer.getSelectedFaces()");
  expect(valueText(picked)).toBe("[ 3, 1 ]");

  const painted = await client.execute(`viewer.setFaceColor(2, "#ff0000"); 1`);
  expect(painted.outputs[0]).toMatchObject({
    type: "comm_msg",
    content: { comm_id: "page", data: { kind: "state", state: { painted: [[2, "#ff0000"]] } } },
  });
});
