/** The npm package, installed by npm and by pnpm. @module */
import { join } from "node:path";
import { copy } from "./checkout_ways.ts";
import type { CleanMachine } from "./clean_machine.ts";
import { addOwnImports, editJson, PACKAGE } from "./own_imports.ts";

const TARBALL = "trunnion-0.1.0.tgz";
const INPUTS = `--inputs '{"sources":["./parts"]}'`;

/** A script that reads a dataset, for Node. */
const READ = `import { createFlow, openDataset, where } from "trunnion";
const dataset = await openDataset("output/flows/parts");
const found = await dataset.getFileList({ where: where("face_count").gt(0) });
const { train } = await dataset.split({ key: "family_name", train: 1, validation: 0, test: 0 });
let areas = 0;
for await (const sample of await dataset.subset("train")) {
  areas += sample.arrays["faces/face_areas"].data.length;
}
let nodes = 0;
const options = { size: 4, shuffle: true, seed: 1 };
for await (const batch of dataset.subset("train", { rotate: true }).batches(options)) {
  nodes += batch.batch.length;
}
console.log(\`\${await dataset.createDistribution({ key: "family_name" })}\`);
console.log(found.length, "files", train, "samples", areas, "areas", nodes, "nodes");
dataset.close();
try {
  createFlow({ tasks: [] });
} catch (error) {
  console.log(error.message);
}
`;

/** From an empty folder to a dataset with the tarball. Returns milliseconds to the dataset. */
export async function npmProject(machine: CleanMachine): Promise<number> {
  const work = machine.folder("npm");
  await Deno.copyFile(join(machine.root, "trunnion", "npm", TARBALL), join(work, TARBALL));
  const npx = `npx -y --package ./${TARBALL} trunnion`;
  const init = await machine.run(work, `${npx} init my-parts`, /Made package\.json, cad_tasks\.ts/);
  const project = join(work, "my-parts");
  const install = await machine.run(project, "npm install", /added \d+ packages/);
  const first = await machine.run(project, "npm start", /12 files, 0 errors/);

  await addOwnImports(project, "#/");
  await editJson(join(project, "package.json"), (config) => {
    config.imports = { "#/*": "./*" };
    config.dependencies[PACKAGE.name] = PACKAGE.version;
  });
  await machine.run(project, "npm install", /added \d+ package/);
  await machine.run(project, "npm start", /material: 15 samples\n.*of-(?:steel|brass)/);
  await machine.run(project, "npm test", /2 passed/);
  await machine.run(project, `npx trunnion run main.ts ${INPUTS}`, /12 of 12 files/);
  await machine.run(project, "npx trunnion encode ./parts --name all", /12 of 12 files/);
  await Deno.writeTextFile(join(project, "read.mjs"), READ);
  await machine.run(
    project,
    "node read.mjs",
    /12 files 15 samples 295 areas 295 nodes\n.*needs Deno/,
  );
  // What Node has written, Deno reads.
  await machine.run(project, "npx trunnion verify output/flows/parts", /No faults/);

  const folder = machine.folder("npm", "any folder");
  await copy(join(project, "parts"), join(folder, "parts"));
  const encode = "npx -y --package ../trunnion-0.1.0.tgz trunnion encode ./parts";
  await machine.run(folder, encode, /12 of 12 files/);

  // What pnpm writes into node_modules/.bin are shell scripts that call these.
  for (const name of ["sed", "dirname", "uname"]) machine.addProgram(name);
  const pnpm = machine.folder("pnpm", "my-parts");
  await copy(project, pnpm);
  await Deno.remove(join(pnpm, "package-lock.json"));
  await editJson(join(pnpm, "package.json"), (config) => {
    config.dependencies.trunnion = `file:../../npm/${TARBALL}`;
  });
  await machine.run(pnpm, "npx -y pnpm@9.9.0 install", /Done in/);
  await machine.run(pnpm, "npx -y pnpm@9.9.0 start", /12 files, 0 errors/);
  await machine.run(pnpm, "npx -y pnpm@9.9.0 exec trunnion encode ./parts", /12 of 12 files/);
  return init + install + first;
}
