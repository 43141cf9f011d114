import { describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { ownFlows } from "./own_flows.ts";

const folder = temporaryFolder();
const out = folder("out");
const flows = ownFlows(folder("module"), out);

async function run(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["run", ...args], io), out: io.stdout(), err: io.stderr() };
}

test("a module's flow runs with the inputs given", async () => {
  const inputs = '{"words": ["a", "bad", "b"]}';
  const { code, out } = await run(flows, "--flow", "loud", "--inputs", inputs, "--json");
  expect(code).toBe(0);
  const summary = JSON.parse(out);
  expect(summary).toMatchObject({ flow_name: "loud", item_count: 3, error_count: 1 });
  expect(summary.errors[0]).toMatchObject({ item: "bad", message: "no bad words" });
});

test("inputs may be in a file, and items limited", async () => {
  const file = `${folder()}/inputs.json`;
  await Deno.writeTextFile(file, '{"words": ["a", "b", "c"]}');
  const { code, out } = await run(flows, "--flow=loud", `--inputs=@${file}`, "--limit", "2");
  expect(code).toBe(0);
  expect(out).toContain("No dataset: no task of the flow encodes");
  expect(out).toMatch(/^loud: 2 of 2 /);
});

describe("what is refused", () => {
  const words = '{"words": []}';
  test.each([
    ["no such file", ["/nowhere.ts", "--inputs", words], "there is no such file"],
    ["inputs that are not JSON", [flows, "--inputs", "words"], "they must be JSON"],
    ["inputs that are a list", [flows, "--inputs", "[]"], "they must be a JSON object"],
    ["a file of inputs that is not there", [flows, "--inputs", "@/nowhere"], "cannot be read"],
    ["a choice of flows", [flows, "--inputs", words], "Choose one with --flow: loud, quiet"],
    ["an unknown flow", [flows, "--inputs", words, "--flow", "x"], "Its flows are: loud, quiet"],
    ["something else", [flows, "--inputs", words, "--flow", "notAFlow"], "no flow 'notAFlow'"],
    ["missing inputs", [flows, "--inputs", "{}", "--flow", "loud"], "words"],
  ])("%s", async (_, args, message) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  test("a module without a flow", async () => {
    const module = `${folder()}/empty.ts`;
    await Deno.writeTextFile(module, "export const a = 1;");
    expect((await run(module, "--inputs", words)).err).toContain("Its exports are: a.");
  });

  test("a module that cannot be imported", async () => {
    const module = `${folder()}/wrong.ts`;
    await Deno.writeTextFile(module, "throw new Error('not today');");
    const { code, err } = await run(module, "--inputs", words);
    expect(code).toBe(2);
    expect(err).toContain("importing it failed: not today");
  });
});
