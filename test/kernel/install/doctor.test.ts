import { afterEach, beforeEach, expect, test } from "vitest";
import { versionWarning } from "../../../kernel/engine/tested_versions.ts";
import { examineKernel } from "../../../kernel/install/doctor.ts";
import { kernelspec } from "../../../kernel/install/kernelspec.ts";

const MAIN = new URL("../../../kernel/main.ts", import.meta.url);

let folder: string;
beforeEach(async () => {
  folder = await Deno.makeTempDir();
});
afterEach(() => Deno.remove(folder, { recursive: true }));

/** A machine with an empty home: what the doctor says there, without what it says of the engine. */
async function examine(path = ""): Promise<string[]> {
  const vars: Record<string, string> = {
    HOME: `${folder}/home`,
    PATH: path,
    JUPYTER_PATH: `${folder}/jupyter`,
    VIRTUAL_ENV: `${folder}/venv`,
  };
  const findings = await examineKernel({ os: "linux", env: (name) => vars[name] });
  const engine = findings.pop()!;
  expect(engine.text).toMatch(/^Engine: ready in \d+ ms$/);
  return findings.map(({ ok, text, advice }) => [ok ? "ok" : "bad", text, advice].join(" | "));
}

async function writeSpec(name: string, program: string, main: string): Promise<void> {
  await Deno.mkdir(`${folder}/jupyter/kernels/${name}`, { recursive: true });
  const spec = kernelspec(program, name, main);
  await Deno.writeTextFile(`${folder}/jupyter/kernels/${name}/kernel.json`, JSON.stringify(spec));
}

async function writeProgram(name: string, says: string): Promise<string> {
  await Deno.mkdir(`${folder}/bin`, { recursive: true });
  const path = `${folder}/bin/${name}`;
  await Deno.writeTextFile(path, `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
  return path;
}

test("a machine with nothing is told what to install", async () => {
  const found = await examine();
  expect(found.slice(1)).toEqual([
    "bad | Jupyter: there is no program 'jupyter' on the PATH | pip install jupyterlab, and " +
    "activate the environment that it was installed in",
    "bad | Kernel: not installed where Jupyter looks | trunnion kernel install",
  ]);
});

test("what keeps a kernel from starting is named, with what to do", async () => {
  const path = await writeProgram("jupyter", "");
  await writeSpec("a-good", Deno.execPath(), MAIN.href);
  await writeSpec("b-gone", `${folder}/vanished/deno`, MAIN.href);
  await writeSpec("c-moved", Deno.execPath(), `file://${folder}/moved/kernel/main.ts`);
  await writeSpec("d-old", await writeProgram("old", "deno 1.0.0 (stable)"), MAIN.href);
  await writeSpec("e-other", await writeProgram("other", "hello"), MAIN.href);
  await Deno.writeTextFile(`${folder}/bin/none`, "not a program");
  await writeSpec("f-none", `${folder}/bin/none`, MAIN.href);
  await Deno.mkdir(`${folder}/venv/share/jupyter/kernels`, { recursive: true });
  await Deno.rename(
    `${folder}/jupyter/kernels/f-none`,
    `${folder}/venv/share/jupyter/kernels/f-none`,
  );
  const [, jupyter, ...kernels] = await examine(`${folder}/bin`);
  expect(jupyter).toBe(`ok | Jupyter: ${path} | `);
  const of = (name: string) => `Kernel '${name}' in ${folder}/jupyter/kernels/${name}`;
  const advice = (name: string) => `trunnion kernel install --name ${name}`;
  expect(kernels).toEqual([
    `ok | ${of("a-good")} | `,
    expect.stringContaining(`bad | ${of("b-gone")}: gone is ${folder}/vanished/deno | `),
    expect.stringContaining(`bad | ${of("c-moved")}: gone is ${folder}/moved/kernel/main.ts | `),
    expect.stringContaining(`${of("d-old")}: its Deno is 1.0.0, which was not tested`),
    expect.stringContaining(`${of("e-other")}: ${folder}/bin/other is no Deno`),
    expect.stringMatching(/none does not start: .*install --name f-none --prefix .*\/venv$/),
  ]);
  expect(kernels[1]).toContain(advice("b-gone"));
});

test("a Deno that was not tested is named, a tested one is not", () => {
  expect(versionWarning("2.9.6")).toBeUndefined();
  expect(versionWarning("3.0.0")).toMatch(
    /tested with Deno 2\.9\.6, and this is 3\.0\.0.*reinstall/,
  );
});
