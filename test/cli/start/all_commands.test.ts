import { expect, test } from "vitest";
import { addCommands as addAll } from "../../../src/cli/start/all_commands.ts";
import { addCommands as addEncode } from "../../../src/cli/start/encode_alone.ts";
import { runCommand } from "../../../src/cli/start/command_line.ts";
import { fakeIo } from "../../helpers/fake_io.ts";

async function helpOf(words: string[], add: typeof addAll): Promise<string> {
  const io = fakeIo();
  expect(await runCommand([...words, "--help"], io, add)).toBe(0);
  return io.stdout();
}

test("encode alone is what it is among all", async () => {
  const alone = await helpOf(["encode"], addEncode);
  expect(alone).toContain("--audit-every <n>");
  expect(await helpOf(["encode"], addAll)).toBe(alone);
});
