/**
 * Makes the script of 3D viewers: `deno task build:viewer` bundles `viewer/`, and writes it where
 * the pages take it from. It is checked in, so that nobody who uses Trunnion has to build it.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundleViewer } from "./viewer/bundle_viewer.ts";

const OUT = fileURLToPath(new URL("../src/cad/viewer/viewer_script.js.gz", import.meta.url));

const script = await bundleViewer();
const packed = gzipSync(script, { level: 9 });
await Deno.writeFile(OUT, packed);
console.log(`${OUT}: ${script.length} bytes, ${packed.length} compressed`);
