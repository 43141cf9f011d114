import { expect, test } from "vitest";
import { moduleCode } from "../../../src/pipeline/code/module_code.ts";
import { type Modules, reachedCode } from "../../../src/pipeline/code/reached_code.ts";

/** Programs that are tried: 6,000 were once, without a fault. */
const SEEDS = Number(Deno.env.get("TRUNNION_SEEDS") ?? 400);

/** A generator of whole numbers below `n`, the same for the same seed (Numerical Recipes' LCG). */
function randomBelow(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * n);
  };
}

/** A program of two modules in which values are made, shared, handed out and changed. */
function makeProgram(seed: number): string[] {
  const below = randomBelow(seed);
  const numbers: string[] = [], lists: string[] = [], objects: string[] = [];
  const deep: string[] = [], variables: string[] = [], functions: string[] = [];
  const pick = (names: string[]) => names[below(names.length)];
  const value = (): string => {
    const kinds: (() => string)[] = [
      () => `${below(9)}`,
      () => pick(numbers),
      () => `${pick(lists)}.length`,
      () => `${pick(lists)}[0]`,
      () => `${pick(objects)}.a`,
      () => `${pick(deep)}.in.a`,
      () => pick(variables),
      () => `+${pick(functions)}()`,
      () => `(${pick(numbers)} + ${below(9)})`,
    ];
    for (;;) {
      const text = kinds[below(kinds.length)]();
      if (!text.includes("undefined")) return text;
    }
  };
  const change = (): string => {
    const kinds: (() => string)[] = [
      () => `${pick(variables)} = ${value()};`,
      () => `${pick(lists)}.push(${value()});`,
      () => `${pick(lists)}.unshift(${value()});`,
      () => `${pick(objects)}.a += ${below(9)};`,
      () => `Object.assign(${pick(objects)}, { a: ${value()} });`,
      () => `${pick(deep)}.in.a = ${value()};`,
      () => `{ const x = ${pick(deep)}.in; x.a = ${value()}; }`,
      () => `for (const x of [${pick(deep)}]) x.in = { a: ${value()} };`,
      () => `${pick(functions)}();`,
      () => `{ const held = ${pick(functions)}.held?.(); if (held) held.in.a = ${below(9)}; }`,
    ];
    for (;;) {
      const text = kinds[below(kinds.length)]();
      if (!text.includes("undefined")) return text;
    }
  };
  const lines: string[] = [];
  for (let i = 0; i < 14; i++) {
    const name = "abcdefghijklmnop"[i];
    const made: [string[], string][] = [
      [numbers, `const ${name} = ${below(9)};`],
      [lists, `const ${name} = [${below(9)}, ${below(9)}];`],
      [objects, `const ${name} = { a: ${below(9)} };`],
      [deep, `const ${name} = { in: { a: ${below(9)} } };`],
      [variables, `let ${name} = ${below(9)};`],
    ];
    const kind = below(8);
    if (kind < 5 || i < 5) {
      const [names, text] = made[i < 5 ? i : kind];
      lines.push(text);
      names.push(name);
    } else if (kind === 5 && lines.length > 6) lines.push(change());
    else {
      const body = below(2) === 0 ? change() : "";
      lines.push(`function ${name}() { ${body} return ${value()}; }`);
      functions.push(name);
      if (below(3) === 0) lines.push(`${name}.held = () => ${pick(deep)};`);
    }
  }
  lines.push(
    `const A = flowtask.transform({ name: "A" }, () => { ${change()} return ${value()}; });`,
  );
  lines.push(
    `const B = flowtask.transform({ name: "B" }, () => { ${change()} return ${value()}; });`,
  );
  return lines;
}

/** What task A gives: at once, and after B. */
function run(lines: readonly string[]): string {
  const flowtask = { transform: (_: unknown, task: unknown) => task };
  const results = [["A"], ["B", "A"], ["A", "B", "A"]].map((order) => {
    try {
      const tasks = new Function("flowtask", `${lines.join("\n")}\nreturn { A, B };`)(flowtask);
      return order.map((name) => name === "A" ? tasks.A() : (tasks.B(), null));
    } catch (error) {
      return String(error);
    }
  });
  return JSON.stringify(results);
}

/** The first lines are a module of their own, which the other one imports from. */
function version(lines: readonly string[], cut: number): string {
  const isTrunnion = (specifier: string) => specifier === "trunnion";
  const shared = lines.slice(0, cut);
  const names = shared.flatMap((line) => /^(?:const|let|function) (\w+)/.exec(line)?.[1] ?? []);
  const exported = `${shared.join("\n")}\nexport { ${names.join(", ")} };`;
  const imports = `import { flowtask } from "trunnion"; import { ${names.join(", ")} } from "b";\n`;
  const code = moduleCode(imports + lines.slice(cut).join("\n"), "a.ts", isTrunnion);
  const modules: Modules = new Map([
    ["a", { code, resolve: (specifier: string) => specifier }],
    ["trunnion", { text: "trunnion" }],
    ["b", {
      code: moduleCode(exported, "b.ts", isTrunnion),
      resolve: (specifier: string) => specifier,
    }],
  ]);
  const units = code.units.filter((unit) => unit.declares.has("A"));
  return reachedCode(modules, [{ module: "a", units }]).join("\n\n\n");
}

test("no change of a program that changes what a task gives goes unseen", () => {
  let changed = 0, kept = 0, seen = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const lines = makeProgram(seed);
    const below = randomBelow(seed + 1e6);
    const cut = below(6);
    const before = { result: run(lines), version: version(lines, cut) };
    for (let i = 0; i < 4; i++) {
      const at = below(lines.length);
      const edited = lines.with(at, lines[at].replace(/\d(?!.*\d)/, (digit) => `${+digit + 1}`));
      if (edited[at] === lines[at]) continue;
      const after = { result: run(edited), version: version(edited, cut) };
      if (after.version !== before.version) seen++;
      else kept++;
      if (after.result === before.result) continue;
      changed++;
      if (after.version === before.version) {
        expect.fail(`seed ${seed}: '${lines[at]}' became '${edited[at]}' in\n${lines.join("\n")}`);
      }
    }
  }
  // The programs must be such that both happen often, else the test says nothing.
  expect(changed).toBeGreaterThan(SEEDS / 5);
  expect(kept).toBeGreaterThan(SEEDS / 5);
  expect(seen).toBeGreaterThan(changed);
});
