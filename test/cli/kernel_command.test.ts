import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function call(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["kernel", ...args], io), out: io.stdout(), err: io.stderr() };
}

test("a kernel is installed where it is told to, and removed", async () => {
  const prefix = folder();
  const { code, out } = await call("install", "--prefix", prefix, "--name", "mine");
  expect([code, out]).toEqual([0, expect.stringMatching(/Installed the kernel 'mine' in .*mine/)]);
  expect(out).toContain("activate its environment");
  expect(Deno.statSync(`${prefix}/share/jupyter/kernels/mine/kernel.json`).isFile).toBe(true);
  const gone = await call("uninstall", "--prefix", prefix, "--name", "mine");
  expect([gone.code, gone.out]).toEqual([0, expect.stringContaining("Removed")]);
  expect((await call("uninstall", "--prefix", prefix, "--name", "mine")).code).toBe(1);
});

test("two places at a time are refused", async () => {
  const { code, err } = await call("install", "--user", "--prefix", folder());
  expect([code, err]).toEqual([2, expect.stringContaining("--user or --prefix, not both")]);
});
