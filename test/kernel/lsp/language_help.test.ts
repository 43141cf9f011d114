import { afterAll, beforeAll, expect, test } from "vitest";
import { LanguageHelp } from "../../../kernel/lsp/language_help.ts";

let folder: string;
let help: LanguageHelp;
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  help = new LanguageHelp({
    program: Deno.execPath(),
    cell: `file://${folder}/cell.ts`,
    ownConfig: new URL("../../../deno.json", import.meta.url).pathname,
  });
  help.ran("/** Doubles. */\nfunction twice(x: number): number { return 2 * x }");
  // A question gives up after a while, which starting the server takes on a busy machine.
  await help.check("twice(1)");
});
afterAll(async () => {
  await help.close();
  await Deno.remove(folder, { recursive: true });
});

test("names of earlier cells are completed", async () => {
  const { matches, start, end } = await help.complete("const a = twi", 13);
  expect(matches.map(({ text }) => text)).toContain("twice");
  expect([start, end]).toEqual([10, 13]);
  const members = await help.complete("[1].ma", 6);
  expect(members.matches[0].text).toBe("map");
});

test("types and documentation of what stands there are told", async () => {
  expect(await help.inspect("twice(1)", 2)).toMatch(
    /function twice\(x: number\): number[^]*Doubles/,
  );
  expect(await help.inspect("nothing", 2)).toBe(undefined);
});

test("type errors of a cell are found, across cells", async () => {
  expect(await help.check("twice('a')")).toEqual([{
    code: "TS2345",
    line: 1,
    column: 7,
    message: expect.stringContaining("not assignable to parameter of type 'number'"),
  }]);
  expect(await help.check("const twice = 'now a text'; twice.length")).toEqual([]);
  expect(await help.check("await Promise.resolve(twice(1))")).toEqual([]);
  expect(await help.check("1 + 1")).toEqual([]);
});

test("what cells have at hand is known, with its documentation", async () => {
  const { matches } = await help.complete("char", 4);
  expect(matches.map(({ text }) => text)).toContain("chart");
  expect(await help.inspect("table([])", 2)).toMatch(/function table\([^]*Shows rows/);
  expect(await help.check("table([], { row: 5 })")).toMatchObject([
    { message: expect.stringContaining("'rows'") },
  ]);
  expect(await help.check("display(1, 2); chart([], 'a')")).toEqual([]);
});

test("a server that nobody asks is ended", async () => {
  const tired = new LanguageHelp({
    program: Deno.execPath(),
    cell: `file://${folder}/cell.ts`,
    ownConfig: new URL("../../../deno.json", import.meta.url).pathname,
    idle: 1,
  });
  expect(await tired.check("const a: number = 'text'")).toMatchObject([{ code: "TS2322" }]);
  while (tired.isRunning) await new Promise((done) => setTimeout(done, 1));
  await tired.close();
});
