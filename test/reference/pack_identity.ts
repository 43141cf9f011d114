/**
 * Packs what `identity.cpp` printed: `deno run -A pack_identity.ts FOLDER`, with a file
 * `SET+NAME.json` in the folder for each file of the corpus. `README.md` has the whole command.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { IDENTITIES, type NativeNode } from "./identities.ts";

interface Printed {
  readonly roots: readonly NativeNode[];
  readonly faceNames: readonly (string | null)[];
}

const [folder] = Deno.args;
const products: Record<string, readonly NativeNode[]> = {};
const faceNames: Record<string, readonly (string | null)[]> = {};
for (const name of readdirSync(folder).sort()) {
  const { roots, faceNames: names }: Printed = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const file = name.replaceAll("+", "/").replace(/\.json$/, "");
  if (file.startsWith("labelled/")) {
    faceNames[file] = names.map((text) => text === "" ? null : text);
  } else products[file] = roots;
}
const packed = gzipSync(JSON.stringify({ by: "OpenCascade 7.6.3", products, faceNames }), {
  level: 9,
});
writeFileSync(IDENTITIES, packed);
console.log(
  `${Object.keys(products).length} + ${
    Object.keys(faceNames).length
  } files, ${packed.length} bytes`,
);
