import { expect, test } from "vitest";
import { processMemory } from "../../src/display/process_memory.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("this process has memory; without others nothing is said of them", () => {
  const { own, workers } = processMemory([Deno.pid]);
  expect(own).toBeGreaterThan(10 * 2 ** 20);
  expect(workers).toBeNull();
});

test.skipIf(Deno.build.os !== "linux")(
  "other processes are added up, those that have gone are none",
  () => {
    const parent = processMemory([Deno.ppid]).workers!;
    expect(parent).toBeGreaterThan(2 ** 20);
    expect(processMemory([2 ** 30]).workers).toBe(0);
  },
);

test("without the permissions it neither asks nor looks", async () => {
  const module = new URL("../../src/display/process_memory.ts", import.meta.url).href;
  const file = `${folder()}/look.ts`;
  await Deno.writeTextFile(
    file,
    `import { processMemory } from "${module}"; console.log(processMemory([1]).workers);`,
  );
  const args = ["run", "--no-prompt", "--allow-read", file];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  expect(new TextDecoder().decode(stdout), new TextDecoder().decode(stderr)).toBe("null\n");
});
