import { expect, test } from "vitest";
import { JsonRpc } from "../../../kernel/lsp/json_rpc.ts";

function pair() {
  const [there, back] = [new TransformStream<Uint8Array>(), new TransformStream<Uint8Array>()];
  return { there, back };
}

test("questions are answered both ways, whatever pieces they come in", async () => {
  const { there, back } = pair();
  const one = new JsonRpc(back.readable, there.writable, (method) => `one: ${method}`);
  const bits = there.readable.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        for (const byte of chunk) controller.enqueue(Uint8Array.of(byte));
      },
    }),
  );
  const two = new JsonRpc(bits, back.writable, (method, params) => ({ method, params }));
  const asked = [one.request("a", { text: "ü" }), one.request("b", 2), two.request("c", null)];
  expect(await Promise.all(asked)).toEqual([
    { method: "a", params: { text: "ü" } },
    { method: "b", params: 2 },
    "one: c",
  ]);
});

test("questions that can no longer be answered fail", async () => {
  const { there, back } = pair();
  const rpc = new JsonRpc(back.readable, there.writable, () => null);
  there.readable.pipeTo(new WritableStream());
  const asked = rpc.request("a", null);
  await back.writable.close();
  await expect(asked).rejects.toThrow("has ended");
  await expect(rpc.request("b", null)).rejects.toThrow("has ended");
});
