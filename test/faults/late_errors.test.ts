import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const program = fileURLToPath(new URL("./fixtures/late_errors.ts", import.meta.url));
const config = fileURLToPath(new URL("../../deno.json", import.meta.url));

test(
  "with debug, what nobody takes is the error of the item in work, and of no one after",
  async () => {
    const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", config, program, folder()],
      env: { NO_COLOR: "1" },
      stdin: "null",
    }).output();
    const told = new TextDecoder().decode(stderr);
    expect(JSON.parse(new TextDecoder().decode(stdout) || "null"), told).toEqual({
      left: ["a", "b", "c"],
      failed: ["rejection rejected", "timer thrown"],
    });
    expect([code, told]).toEqual([1, expect.stringContaining("the program's own")]);
  },
  60_000,
);
