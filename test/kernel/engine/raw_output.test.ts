import { expect, test } from "vitest";
import { showRawOutput } from "../../../kernel/engine/raw_output.ts";

async function shown(...chunks: string[]): Promise<string> {
  let text = "";
  const encoder = new TextEncoder();
  const pipe = ReadableStream.from(chunks.map((chunk) => encoder.encode(chunk)));
  await showRawOutput(pipe, (piece) => text += piece);
  return text;
}

test("what V8 says is shown, what Deno says of itself is not", async () => {
  const unstable = 'Warning "deno jupyter" is unstable and might change in the future.\n';
  expect(await shown(unstable, "Fatal: out of memory")).toBe("Fatal: out of memory");
  expect(await shown("CDP response has null result. Full response: ", '{"id":1}\nnext\n')).toBe(
    "next\n",
  );
  expect(await shown("half a li", "ne\n")).toBe("half a line\n");
});
