import { resolve } from "node:path";
import { expect, test } from "vitest";
import { flowResult, here } from "../../src/cli/flow_result.ts";
import { flowtask } from "../../src/pipeline/tasks/flowtask.ts";
import { createFlow } from "../../src/pipeline/create_flow.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const fail = flowtask.transform(
  { name: "fail", inputs: ["item"], module: import.meta.url },
  (item: number) => {
    if (item > 0) throw new RangeError(`\x1b[31mitem ${item}\nand more`);
    return item === 0 ? null : item;
  },
);

async function run(items: number[]) {
  const flowsOutputDir = folder();
  const options = { name: "x", tasks: [fail], flowsOutputDir, debug: true, progress: false };
  return flowResult(await createFlow(options).process({ inputs: { item: items } }));
}

test("errors are told by kind, with an example and what to do", async () => {
  const { text } = await run([-1, 0, ...Array.from({ length: 12 }, (_, i) => i + 1)]);
  expect(text).toMatch(/^x: 1 of 14 items done, 1 skipped, 12 errors, in /);
  expect(text).toContain(
    "Errors: 12 items\n  12  fail: RangeError: \\x1b[31mitem <number>\n      1\n",
  );
  expect(text).toMatch(/\n {2}Try them again with\n {4}trunnion retry \S+\/flows\/x\n/);
  expect(text).toMatch(/\n {2}With traces: \S+error_summary.json\n/);
  expect(text).not.toContain("\x1b");
});

test("the command can be pasted", async () => {
  const flowsOutputDir = folder("it's mine");
  const options = { name: "x", tasks: [fail], flowsOutputDir, debug: true, progress: false };
  const result = await createFlow(options).process({ inputs: { item: [1] } });
  const [, command] = /^ +trunnion retry (.*)$/m.exec(flowResult(result).text)!;
  const { stdout } = await new Deno.Command("sh", { args: ["-c", `printf %s ${command}`] })
    .output();
  expect(resolve(new TextDecoder().decode(stdout))).toBe(`${flowsOutputDir}/flows/x`);
});

test("a run without errors says so", async () => {
  const { text, json } = await run([-1]);
  expect(text).toMatch(/^x: 1 of 1 items done, no errors, in /);
  expect(text).not.toContain("Errors:");
  expect(text).not.toMatch(/left out|kept|reused/);
  expect(json).toMatchObject({ flow_name: "x", errors: [] });
});

test("paths are as short as they can be typed here", () => {
  expect(here(`${Deno.cwd()}/a/b.flow`)).toBe("a/b.flow");
  expect(here("/a")).toBe("/a");
  expect(here(Deno.cwd())).toBe(Deno.cwd());
});
