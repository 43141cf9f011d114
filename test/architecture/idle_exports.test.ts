import { expect, test } from "vitest";
import { idleExports } from "./idle_exports.ts";
import { readAllTexts } from "./sources.ts";

/** A source whose text has the exports of the modules that it writes. */
const WRITES = "src/cli/init/project_files.ts#";

/** What a worker asks the module of a kind of work for (`HandlerModule`). */
const ASKED_FOR = /#createHandler$/;

test("what a file exports is named in another file", async () => {
  const idle = idleExports(await readAllTexts(), (path) => /^(?:src|kernel)\//.test(path))
    .filter((one) => !ASKED_FOR.test(one));
  expect(idle.filter((one) => !one.startsWith(WRITES) || one === `${WRITES}ProjectFiles`)).toEqual(
    [],
  );
});

test("an export that nobody names is found, whatever it is", () => {
  const texts = new Map([
    [
      "src/a.ts",
      "export const used = 1;\nexport interface Idle {}\nexport function alone() {}\n" +
      "const x = 1;\nexport { x as given, x as kept };\n/** export class Comment {} */",
    ],
    ["src/b.ts", 'import { used, type given } from "./a.ts";\n// import { alone } from "./a.ts";'],
    ["src/whole.ts", "export const any = 1;"],
    ["mod.ts", 'import * as all from "./src/whole.ts";\nexport const mine = 1;'],
  ]);
  const idle = idleExports(texts, (path) => path.startsWith("src/"));
  expect(idle).toEqual(["src/a.ts#Idle", "src/a.ts#alone", "src/a.ts#kept"]);
});

test("a file that is taken by its address is used as a whole", () => {
  const use = 'const url = new URL("../src/worker.ts", import.meta.url);';
  const texts = new Map([["src/worker.ts", "export function run() {}"], ["test/a.ts", use]]);
  expect(idleExports(texts, (path) => path.startsWith("src/"))).toEqual([]);
});
