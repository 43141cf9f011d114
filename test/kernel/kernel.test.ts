import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JupyterClient, streamText, valueText } from "./jupyter_client.ts";
import { startKernel, type TestedKernel } from "./tested_kernel.ts";

let folder: string;
let kernel: TestedKernel;
let client: JupyterClient;
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  kernel = await startKernel(folder);
  client = kernel.client;
});
afterAll(async () => {
  await kernel.close();
  await Deno.remove(folder, { recursive: true });
});

const value = async (code: string) => valueText(await client.execute(code));
const errorOf = async (code: string) => {
  const { reply, outputs } = await client.execute(code);
  expect(reply.status).toBe("error");
  expect(outputs.at(-1)!.content.traceback).toEqual(reply.traceback);
  return `${reply.ename}\n${(reply.traceback as string[]).join("\n")}`;
};

describe("a cell", () => {
  test("shows its value, every time", async () => {
    for (let i = 0; i < 50; i++) expect(await value("1 + 1")).toBe("2");
  });

  test("shows all it writes before it is done, in its order", async () => {
    const code = `for (let i = 0; i < 300; i++) console.log(i); console.error("e");
      display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>" }) }); "v"`;
    const answer = await client.execute(code);
    expect(streamText(answer)).toBe(Array.from({ length: 300 }, (_, i) => `${i}\n`).join(""));
    expect(streamText(answer, "stderr")).toBe("e\n");
    expect(answer.outputs.slice(-2).map(({ type }) => type)).toEqual([
      "display_data",
      "execute_result",
    ]);
  });

  test("shows what is written past the console", async () => {
    const code = `import process from "node:process"; process.stdout.write("a");
      await Deno.stdout.write(new TextEncoder().encode("ü")); console.info("c")`;
    expect(streamText(await client.execute(code))).toBe("aüc\n");
  });

  test("updates and clears displays", async () => {
    const { outputs } = await client.execute(`
      const raw = (text) => ({ "text/plain": text });
      await Deno.jupyter.display(raw("1"), { raw: true, display_id: "d" });
      await Deno.jupyter.display(raw("2"), { raw: true, display_id: "d", update: true });
      await Deno.jupyter.broadcast("clear_output", { wait: true });`);
    expect(outputs.map(({ type }) => type)).toEqual([
      "display_data",
      "update_display_data",
      "clear_output",
    ]);
    expect(outputs[1].content.transient).toEqual({ display_id: "d" });
  });

  test("keeps names for later cells", async () => {
    await client.execute("const kept: number = 5; function twice(x: number) { return 2 * x }");
    expect(await value("twice(kept)")).toBe("10");
    await client.execute("const kept = 6");
    expect(await value("twice(kept)")).toBe("12");
  });

  test("does not wait for a promise that it does not await", async () => {
    expect(await value("Promise.resolve(1)")).toBe(
      "Promise { 1 } // write `await` before it to have its value",
    );
  });

  test("gives values of expressions that the client asks for", async () => {
    const { reply } = await client.execute("const expr = 3", {
      user_expressions: { a: "expr + 1", b: "nothing" },
    });
    expect(reply.user_expressions).toMatchObject({
      a: { status: "ok", data: { "text/plain": "4" } },
      b: { status: "error", ename: "ReferenceError" },
    });
  });

  test("that is silent shows nothing and counts for nothing", async () => {
    const before = (await client.execute("1")).reply.execution_count as number;
    const { outputs, reply } = await client.execute("console.log(1); 2", { silent: true });
    expect([outputs, reply.execution_count]).toEqual([[], before]);
  });
});

describe("an error", () => {
  test("names the cell's own lines, across cells, with its cause", async () => {
    const { reply } = await client.execute(
      "interface Gone { a: number }\nfunction boom(x: number): never {\n" +
        "  throw new TypeError('boo', { cause: new Error('why') });\n}",
    );
    const count = Number(reply.execution_count);
    const text = await errorOf("\nboom(1)");
    expect(text.split("\n")).toEqual([
      "TypeError",
      "TypeError: boo",
      `    at boom ([${count}]:3:9)`,
      `    at [${count + 1}]:2:1`,
      "Caused by Error: why",
      expect.stringMatching(/at boom/),
      `    at [${count + 1}]:2:1`,
      "",
      `[${count}]:3 |   throw new TypeError('boo', { cause: new Error('why') });`,
      expect.stringMatching(/^ +\^$/),
    ]);
  });

  test("that a promise gave names the line of the cell that waited for it", async () => {
    const made = await client.execute(
      "async function late() {\n  await 1;\n  await Deno.readTextFile('./gone.txt');\n}",
    );
    const count = Number(made.reply.execution_count);
    expect((await errorOf("1;\nawait late()")).split("\n").slice(1)).toEqual([
      expect.stringMatching(/^NotFound: /),
      expect.stringMatching(new RegExp(`^    at late \\(\\[${count}\\]:3:\\d+\\)$`)),
      expect.stringMatching(new RegExp(`^    at \\[${count + 1}\\]:2:\\d+$`)),
      "",
      `[${count}]:3 |   await Deno.readTextFile('./gone.txt');`,
      expect.stringMatching(/^ +\^$/),
    ]);
    // Deno itself may know the first of the two lines.
    const direct = await errorOf("const gone = Deno.readTextFile('./gone.txt');\nawait gone");
    expect(direct).toMatch(/at \[\d+\]:2:\d+\n\n\[\d+\]:\d \| .*gone.*\n +\^/);
  });

  test.each<[string, RegExp]>([
    ["let y = 3 +", /^SyntaxError\nSyntaxError: Unexpected token[^\n]*\n\n.*3 \+\n +\^$/],
    ["import { a } from './gone.ts'", /Module not found .*gone\.ts/],
    ["import 'gone'", /Cannot import 'gone': the notebook has no deno\.json.*npm:gone/],
    ["import { gone } from 'node:path'; gone", /node:path has no export 'gone': it has /],
    ["throw { a: 1 }", /^Thrown\nThrown: { a: 1 }$/],
    ["null.x", /TypeError: Cannot read properties of null/],
    ["throw new AggregateError([new Error('one')], 'all')", /all\n[^]*Caused by Error: one/],
  ])("of %s is told", async (code, text) => {
    expect(await errorOf(code)).toMatch(text);
  });

  test("that no cell waits for is shown and ends nothing", async () => {
    const code = "Promise.reject(new Error('one')); setTimeout(() => { throw new Error('two') });" +
      "await new Promise((done) => setTimeout(done, 20)); 3";
    const answer = await client.execute(code);
    // In no order: the rejection is found out at the end of a turn.
    expect(streamText(answer, "stderr")).toMatch(/Error: one\n/);
    expect(streamText(answer, "stderr")).toMatch(/Error: two\n/);
    expect(valueText(answer)).toBe("3");
  });

  test("keeps cells behind it from being run, unless they are to go on", async () => {
    const [, second] = await Promise.all([
      client.execute("await 1; throw new Error('first')"),
      client.execute("'second'"),
    ]);
    expect(second.reply.status).toBe("aborted");
    const [, third] = await Promise.all([
      client.execute("await 1; throw new Error('first')", { stop_on_error: false }),
      client.execute("'third'"),
    ]);
    expect(third.reply.status).toBe("ok");
  });
});

describe("a question", () => {
  test("is put to the person, hidden where it is a password", async () => {
    const asked: unknown[] = [];
    client.onQuestion = (content) => {
      asked.push(content);
      return "y";
    };
    const code = "[prompt('Name?'), confirm('Sure?'), password('Key?')].join()";
    expect(await value(code)).toBe('"y,true,y"');
    expect(asked).toEqual([
      { prompt: "Name?", password: false },
      { prompt: "Sure? [y/N]", password: false },
      { prompt: "Key?", password: true },
    ]);
  });

  test("ends when it is interrupted", async () => {
    client.onQuestion = () => void client.interrupt();
    expect(await errorOf("prompt('Name?')")).toMatch(/^KeyboardInterrupt/);
    expect(await value("1")).toBe("1");
  });

  test("is left empty where the client takes no input", async () => {
    const answer = await client.execute("prompt('Name?')", { allow_stdin: false });
    expect(streamText(answer, "stderr")).toMatch(/takes no input/);
  });
});

describe("an interrupt", () => {
  const begin = 'console.log("begun"); ';
  test.each([
    ["a busy loop", "while (true);"],
    ["a busy loop after an await", "await 1; while (true);"],
    ["a regular expression", "/(a+)+$/.test('a'.repeat(60) + 'b')"],
    ["an await", "await new Promise(() => {})"],
    ["a loop of awaits in a function", "const f = async () => { while (true) await 1 }; await f()"],
    [
      "a timer's loop",
      "const g = async () => { while (true) await new Promise((d) => setTimeout(d)) }; await g()",
    ],
    ["a loop over a stream", "for await (const _ of new ReadableStream()) ;"],
    [
      "WebAssembly",
      "new WebAssembly.Instance(new WebAssembly.Module(" +
      "Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96," +
      "0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11))).exports.f()",
    ],
  ])("stops %s, and keeps what was", async (_, code) => {
    await client.execute("let state = 41");
    const running = client.execute(`state++; ${begin}${code}`);
    await client.until((type, content) => type === "stream" && content.text === "begun\n");
    await client.interrupt();
    const { reply } = await running;
    expect([reply.status, reply.ename]).toEqual(["error", "KeyboardInterrupt"]);
    expect(await value("state")).toBe("42");
  });

  test("stops a cell that the engine has not begun", async () => {
    for (let i = 0; i < 20; i++) {
      const running = client.execute("await new Promise(() => {})");
      await client.interrupt();
      expect((await running).reply.ename).toBe("KeyboardInterrupt");
    }
  });

  test("at idle does nothing", async () => {
    await client.interrupt();
    expect(await value("1 + 1")).toBe("2");
  });

  test("given twice restarts the engine, and says so", async () => {
    await client.execute("let state = 1");
    const running = client.execute(
      `const signal = globalThis[Symbol.for("Jupyter.interrupt")](); ${begin}` +
        "await new Promise(() => {})",
    );
    await client.until((type, content) => type === "stream" && content.text === "begun\n");
    await client.interrupt();
    await client.interrupt();
    const answer = await running;
    expect(streamText(answer, "stderr")).toMatch(/second interrupt the engine is started again/);
    expect(answer.reply.ename).toBe("EngineDied");
    expect(await errorOf("state")).toMatch(/state is not defined/);
  });

  test("gives who asked for the signal time to end well", async () => {
    const running = client.execute(`
      const signal = globalThis[Symbol.for("Jupyter.interrupt")]();
      ${begin}
      await new Promise((done) => signal.addEventListener("abort", () => setTimeout(done, 20)));
      "ended well"`);
    await client.until((type, content) => type === "stream" && content.text === "begun\n");
    await client.interrupt();
    expect(valueText(await running)).toBe('"ended well"');
  });
});

describe("an engine that ends", () => {
  test("in a cell is told, and a new one is there", async () => {
    expect(await errorOf("Deno.exit(3)")).toMatch(/EngineDied[^]*exited with code 3.*variables/);
    expect(await value("1 + 1")).toBe("2");
  });

  test("between cells is told, and a new one is there", async () => {
    await client.execute(
      `globalThis[Symbol.for("Jupyter.comms")].register("exit", () => Deno.exit(4))`,
    );
    client.tell("comm_open", { comm_id: "c0", target_name: "exit", data: {} });
    await client.until((_, { text }) => /The engine has ended.*code 4/.test(String(text)));
    expect(await value("1 + 1")).toBe("2");
  });
});

describe("modules", () => {
  test("that were edited are loaded anew, those below them too", async () => {
    const write = (name: string, code: string) => Deno.writeTextFile(`${folder}/${name}`, code);
    await write("below.ts", "export const below: string = 'one';");
    await write("tasks.ts", "import { below } from './below.ts'; export const top = below + '!';");
    const run = () => value("import { top } from './tasks.ts'; top");
    expect(await run()).toBe('"one!"');
    await write("below.ts", "export const below: string = 'second';");
    expect(await run()).toBe('"second!"');
    await write("below.ts", "export const below = ;");
    expect(await errorOf("import { top } from './tasks.ts'")).toMatch(/below\.ts/);
    await write("below.ts", "export const below = 'third';");
    expect(await run()).toBe('"third!"');
  });

  test("are found where no deno.json is, with the packages that they need", async () => {
    expect(await value("import { openDataset } from 'trunnion'; typeof openDataset")).toBe(
      '"function"',
    );
    expect(await value("import process from 'node:process'; process.cwd()")).toBe(`"${folder}"`);
  });

  test("that import a name which nobody explains are told where it is looked up", async () => {
    await Deno.writeTextFile(`${folder}/lost.ts`, "import { a } from 'mine'; export const b = a;");
    expect(await errorOf("import { b } from './lost.ts'")).toMatch(
      /Cannot import 'mine' in file:.*lost\.ts:1:\d+: the notebook has no deno\.json/,
    );
  });

  test("have their names from the nearest deno.json", async () => {
    await Deno.writeTextFile(`${folder}/named.ts`, "export const named = 1;");
    await Deno.writeTextFile(`${folder}/deno.json`, `{ "imports": { "mine": "./named.ts" } }`);
    expect(await value("import { named } from 'mine'; named")).toBe("1");
    expect(await value("(await import('mine')).named")).toBe("1");
    expect(await value("import { flow } from 'trunnion/functions'; typeof flow")).toBe(
      '"function"',
    );
  });
});

describe("other requests", () => {
  test("are answered while a cell runs", async () => {
    const running = client.execute("await new Promise((done) => globalThis.go = done)");
    const { reply } = await client.ask("is_complete_request", { code: "f(" });
    expect(reply).toEqual({ status: "incomplete", indent: "  " });
    await client.interrupt();
    await running;
  });

  test("tell what the kernel is", async () => {
    const { reply } = await client.ask("kernel_info_request", {});
    expect(reply).toMatchObject({
      protocol_version: "5.4",
      debugger: false,
      language_info: { name: "typescript", file_extension: ".ts" },
    });
  });

  test("of an unknown type are refused", async () => {
    const { reply } = await client.ask("debug_request", {});
    expect(reply).toMatchObject({ status: "error", ename: "NotSupported" });
  });

  test("for history tell what was run", async () => {
    await client.execute("'remember me'");
    const request = { hist_access_type: "tail", n: 1, output: false, raw: true };
    const { reply } = await client.ask("history_request", request);
    expect((reply.history as unknown[][])[0][2]).toBe("'remember me'");
  });
});
