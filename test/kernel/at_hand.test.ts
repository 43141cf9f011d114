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
const errorOf = async (code: string) => {
  const { reply, outputs } = await client.execute(code);
  expect(reply.status).toBe("error");
  expect(outputs.at(-1)!.content.traceback).toEqual(reply.traceback);
  return `${reply.ename}\n${(reply.traceback as string[]).join("\n")}`;
};

const shown = async (code: string) => {
  const { outputs } = await client.execute(code);
  return outputs.map(({ type, content }) => [type, Object.keys(content.data as object ?? {})]);
};

test("display() shows what it is given, awaited or not, and nothing else", async () => {
  const text = ["display_data", ["text/plain"]];
  expect(await shown("display([1])")).toEqual([text]);
  expect(await shown("await display([1])")).toEqual([text]);
  expect(await shown("display(Promise.resolve(1), 2); 3")).toEqual([
    text,
    text,
    ["execute_result", ["text/plain"]],
  ]);
  // What comes next waits for what takes time to be made.
  expect(await shown("display(new Map()); console.log(1); display(2)")).toEqual([
    text,
    ["stream", []],
    text,
  ]);
  expect(await shown("display({ 'text/html': '<b>' }, { raw: true })")).toEqual([
    ["display_data", ["text/html"]],
  ]);
  expect(await errorOf("display()")).toMatch(/Cannot display nothing/);
  expect(await errorOf("display(Promise.reject(new Error('planned')))")).toMatch(/planned/);
  expect(await value("try { await display(Promise.reject(1)) } catch { 5 }; 6")).toBe("6");
});

test("table() and chart() show rows, as the cell's value or displayed", async () => {
  const rows = "[{ faces: 3 }, { faces: 4 }]";
  const html = ["text/html", "text/plain"];
  expect(await shown(`table(${rows})`)).toEqual([["execute_result", html]]);
  expect(await shown(`display(table(${rows}))`)).toEqual([["display_data", html]]);
  expect(await shown(`chart(${rows}, "faces")`)).toEqual([
    ["execute_result", ["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]],
  ]);
  expect(await errorOf(`chart(${rows}, "face")`)).toMatch(/UsageError[^]*Did you mean 'faces'/);
  await client.execute("const table = 5");
  expect(await value("table")).toBe("5");
});
