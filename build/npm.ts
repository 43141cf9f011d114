/**
 * Makes the npm package: `deno task build:npm` writes `npm/trunnion-<version>.tgz`.
 *
 * The modules are compiled one by one to ES2022, beside their declarations and source maps, so that
 * what the source says of its own files (`new URL("./host.ts", import.meta.url)`) stays true. Under
 * Deno all of Trunnion is there; under Node, `node.ts` and a sentence for each other name.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };
import { compileModules } from "./npm/compile_modules.ts";
import { nodeEntry, refusingEntry } from "./npm/node_entry.ts";
import { nodeModule, packageJson } from "./npm/package_json.ts";
import { BIN } from "./npm/bin.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const OUT = join(ROOT, "npm");
const PACKAGE = join(OUT, "package");

await Deno.remove(OUT, { recursive: true }).catch(() => {});
await Deno.mkdir(join(PACKAGE, "bin"), { recursive: true });

const doors = Object.values(config.exports).map((path) => path.replace("./", ""));
const packages = await compileModules({ root: ROOT, out: join(PACKAGE, "dist"), doors });
for (const [door, path] of Object.entries(config.exports)) {
  const exports = await import(new URL(path, new URL("../", import.meta.url)).href);
  const text = door === "." ? nodeEntry() : refusingEntry(exports);
  await Deno.writeTextFile(join(PACKAGE, "dist", nodeModule(door)), text);
}
await Deno.writeTextFile(join(PACKAGE, "bin", "trunnion.js"), BIN);
await Deno.writeTextFile(
  join(PACKAGE, "package.json"),
  JSON.stringify(packageJson(config, packages), null, 2) + "\n",
);
for (const name of ["README.md", "LICENSE", "NOTICE", "CHANGELOG.md"]) {
  await Deno.copyFile(join(ROOT, name), join(PACKAGE, name));
}
// Beside the modules as in the source, whose messages name them.
await Deno.mkdir(join(PACKAGE, "dist", "docs"));
for (const { name, isFile } of Deno.readDirSync(join(ROOT, "docs"))) {
  if (!isFile) continue; // the pictures of the gallery
  await Deno.copyFile(join(ROOT, "docs", name), join(PACKAGE, "dist", "docs", name));
}
// The font of pictures, with its licence.
const fonts = join("src", "page", "fonts");
await Deno.mkdir(join(PACKAGE, "dist", fonts), { recursive: true });
for (const { name } of Deno.readDirSync(join(ROOT, fonts))) {
  await Deno.copyFile(join(ROOT, fonts, name), join(PACKAGE, "dist", fonts, name));
}
// The Python reader, which `trunnion pack --with-reader` puts into its file.
const reader = join("python", "trunnion_reader");
await Deno.mkdir(join(PACKAGE, "dist", reader), { recursive: true });
for (const { name } of Deno.readDirSync(join(ROOT, reader))) {
  if (!name.endsWith(".py")) continue;
  await Deno.copyFile(join(ROOT, reader, name), join(PACKAGE, "dist", reader, name));
}
// The script of 3D viewers, which `deno task build:viewer` has made.
const script = join("src", "cad", "viewer", "viewer_script.js.gz");
await Deno.copyFile(join(ROOT, script), join(PACKAGE, "dist", script));
const { success } = await new Deno.Command("npm", {
  args: ["pack", "--silent", "--pack-destination", OUT],
  cwd: PACKAGE,
}).spawn().status;
Deno.exit(success ? 0 : 1);
