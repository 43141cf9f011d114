import { expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { PROFILE_NAMES } from "../../../src/cad/profiles/find_profile.ts";
import { fakeIo } from "../../helpers/fake_io.ts";

async function trunnion(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["profile", ...args], io), out: io.stdout(), err: io.stderr() };
}

test("all profiles are listed, with their versions", async () => {
  const { code, out } = await trunnion("list", "--json");
  expect(code).toBe(0);
  const listed: { name: string; exported: boolean }[] = JSON.parse(out);
  expect(listed.map(({ name }) => name)).toEqual(PROFILE_NAMES);
  expect(listed.filter(({ name }) => name === "hoops" || name === "uvnet")).toMatchObject([
    { exported: false },
    { exported: true },
  ]);
  expect((await trunnion("list")).out).toMatch(/^hoops@1 .*\n[^]*^uvnet@3 .*--profile uvnet$/m);
});

test("a profile that there is not is refused, and one must be named", async () => {
  const unknown = await trunnion("check", ".", "--profile", "uvnett");
  expect(unknown).toMatchObject({ code: 2, out: "" });
  expect(unknown.err).toContain("Did you mean 'uvnet'?");
  expect((await trunnion("check", ".")).err).toContain("--profile");
});
