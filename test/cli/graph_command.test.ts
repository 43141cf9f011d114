import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";

const flows = new URL("./fixtures/flows.ts", import.meta.url).pathname;

async function graph(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["graph", ...args], io), out: io.stdout(), err: io.stderr() };
}

const LOUD = `flowchart LR
  j0["list"]
  j1["shout"]
  j0 --> j1
`;

test("prints a flow's tasks and what leads to what, and runs nothing", async () => {
  const { code, out } = await graph(flows, "--flow", "loud");
  expect([code, out]).toEqual([0, LOUD]);
});

test("prints JSON", async () => {
  const { out } = await graph(flows, "--flow=loud", "--json");
  expect(JSON.parse(out)).toEqual({ module: flows, mermaid: LOUD });
});

test("says which flows there are, and what a flow is", async () => {
  expect(await graph(flows)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("Choose one with --flow: loud, quiet"),
  });
  expect((await graph("/nowhere.ts")).err).toContain("Cannot draw '/nowhere.ts'");
});
