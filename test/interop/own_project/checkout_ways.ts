/** A project that links a checkout, and the command line installed from one. @module */
import { join } from "node:path";
import type { CleanMachine } from "./clean_machine.ts";
import { addOwnImports, editJson, PACKAGE } from "./own_imports.ts";

const DENO = "npx -y deno@2.9.6";
const INPUTS = `--inputs '{"sources":["./parts"]}'`;

/** From an empty folder to a dataset, beside a checkout. Returns milliseconds to the dataset. */
export async function linkedProject(machine: CleanMachine): Promise<number> {
  const work = machine.folder("linked");
  const init = await machine.run(
    work,
    `${DENO} task --config ../trunnion/deno.json trunnion init my-parts`,
    /Made deno\.json, cad_tasks\.ts/,
  );
  const project = join(work, "my-parts");
  const first = await machine.run(project, `${DENO} task start`, /12 files, 0 errors/);
  await addOwnImports(project, "@/");
  await editJson(join(project, "deno.json"), (config) => {
    config.imports["@/"] = "./";
    config.imports[PACKAGE.name] = `npm:${PACKAGE.name}@${PACKAGE.version}`;
  });
  await machine.run(project, `${DENO} task start`, /material: 15 samples\n.*of-(?:steel|brass)/);
  await machine.run(project, `${DENO} task start`, /12 reused/);
  await machine.run(project, `${DENO} task test`, /2 passed/);
  await machine.run(project, `${DENO} task trunnion run main.ts ${INPUTS}`, /12 of 12 files/);
  const encode = "trunnion encode ./parts --name all";
  await machine.run(project, `${DENO} task ${encode}`, /Dataset: output\/flows\/all\/all\.dataset/);
  for (const path of ["all", "all/all.flow", "all/all.dataset"]) {
    await machine.run(
      project,
      `${DENO} task trunnion inspect output/flows/${path}`,
      /12 files|: 12/,
    );
  }
  // From Trunnion's own task, the paths begin where the call is made, and the project's rules hold.
  const away = `${DENO} task --config ../../trunnion/deno.json trunnion run main.ts ${INPUTS}`;
  await machine.run(project, away, /12 of 12 files/);
  // What the documents show that Trunnion follows, as modules of this project.
  await copy(join(machine.root, "trunnion", "test", "seeds", "project"), join(project, "seeds"));
  // What the listings check values with.
  await machine.run(project, `${DENO} add npm:zod@4.1.12`, /zod/);
  await machine.run(project, `${DENO} run -A seeds/all.ts`, /[5-9]\d listings ran, 0 failed/);
  // A deno.json of another name has to be told on the command line alone.
  const named = machine.folder("named", "my-parts");
  await copy(project, named);
  await Deno.rename(join(named, "deno.json"), join(named, "other.json"));
  await machine.run(named, `${DENO} run -A --config other.json main.ts`, /12 files, 0 errors/);
  return init + first;
}

/** A clone that never ran anything, linked by projects with and without a node_modules. */
export async function freshClone(machine: CleanMachine, copyCheckout: (to: string) => void) {
  for (const nodeModulesDir of ["none", "auto"]) {
    const work = machine.folder(`clone-${nodeModulesDir}`);
    const clone = join(work, "trunnion");
    copyCheckout(clone);
    const project = machine.folder(`clone-${nodeModulesDir}`, "my-parts");
    await copy(join(machine.root, "linked", "my-parts"), project);
    await editJson(join(project, "deno.json"), (config) => config.nodeModulesDir = nodeModulesDir);
    await machine.run(project, `${DENO} task start`, /12 files, 0 errors/);
    const there = [...Deno.readDirSync(clone)].map(({ name }) => name);
    machine.check(
      `the clone has stayed as it was (${nodeModulesDir})`,
      there.includes("node_modules") ? ["it has a node_modules now"] : [],
    );
  }
}

/** `deno install -g` from a checkout, and its command anywhere. */
export async function globalCommand(machine: CleanMachine) {
  const checkout = join(machine.root, "trunnion");
  await machine.run(
    checkout,
    `${DENO} install -g -A --name trunnion --config deno.json --frozen=false src/cli/main.ts`,
    /installed trunnion/,
  );
  machine.addToPath("deno", Deno.execPath()); // what the command starts
  machine.addToPath("trunnion", join(machine.home, ".deno", "bin", "trunnion"));
  const work = machine.folder("anywhere");
  await machine.run(work, "trunnion --version", /trunnion \d.*\n.*deno 2.*\n.*OpenCascade \d/);
  await machine.run(work, "trunnion samples ./parts --count 3", /Made 3 STEP files/);
  await machine.run(work, "trunnion encode ./parts", /3 of 3 files/);
  const module = join(machine.root, "linked", "my-parts", "main.ts");
  await machine.run(work, `trunnion run ${module} ${INPUTS} --limit 2`, /2 of 2 files/);
}

/** Copies a project, without what it has made. */
export async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (isFile) await Deno.copyFile(join(from, name), join(to, name));
  }
}
