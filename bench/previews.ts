/**
 * How many previews a worker makes a second, and what a grid of 12 takes.
 *
 *     deno run -A bench/previews.ts [folder of STEP files] [flow]
 *
 * Processor time is told, which a busy machine does not change much: of the triangles, the picture,
 * the PNG and the GLB of a body. Beside it, the time that the kernel takes to read the file, of
 * which a preview on demand needs as much. Without a folder, sample parts are made.
 */
import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { JUPYTER_DISPLAY, meshBody, OcctLoader, openDataset, samples } from "../mod.ts";
import type { Brep } from "../mod.ts";
import { glbOf } from "../src/cad/mesh/files/glb.ts";
import { renderBody } from "../src/cad/render/render_body.ts";
import { seamEdges } from "../src/cad/render/seam_edges.ts";
import { encodePng } from "../src/page/png.ts";

const ROUNDS = 4;
const [given, flow] = Deno.args;
const folder = given ?? await Deno.makeTempDir();
if (given === undefined) await samples(folder, { count: 20, seed: 1 });

const loader = new OcctLoader();
const bodies: Brep[] = [];
const start = performance.now();
let files = 0;
for (const { name } of Deno.readDirSync(folder)) {
  if (!/\.(?:step|stp)$/i.test(name)) continue;
  try {
    for (const { brep } of (await loader.createFromFile(`${folder}/${name}`)).bodies) {
      bodies.push(brep);
    }
    files++;
  } catch (error) {
    console.log(`${name}: ${(error as Error).message.slice(0, 90)}`);
  }
}
const reading = performance.now() - start;
await loader.close();

const spent = { mesh: 0, picture: 0, png: 0, glb: 0 };
const bytes = { png: 0, "four bytes a pixel": 0, glb: 0 };
let triangles = 0;
const timed = <T>(what: keyof typeof spent, counts: boolean, work: () => T): T => {
  const before = cpu();
  const result = work();
  if (counts) spent[what] += cpu() - before;
  return result;
};
for (let round = 0; round < ROUNDS; round++) {
  const counts = round > 0; // the first round warms up
  for (const brep of bodies) {
    const mesh = timed("mesh", counts, () => meshBody(brep));
    const hiddenEdges = seamEdges(brep);
    const pixels = timed("picture", counts, () => renderBody(mesh, { hiddenEdges }));
    const png = timed("png", counts, () => encodePng(pixels));
    const glb = timed("glb", counts, () => glbOf([{ mesh }]));
    if (round > 0) continue;
    triangles += mesh.triangleFaces.length;
    bytes.png += png.length;
    bytes.glb += glb.length;
    bytes["four bytes a pixel"] += deflateSync(Buffer.from(pixels.data), { level: 9 }).length;
  }
}
const count = bodies.length * (ROUNDS - 1);
const each = Object.values(spent).reduce((sum, ms) => sum + ms, 0) / count;
console.log(
  `${files} files, ${bodies.length} bodies, ${Math.round(triangles / bodies.length)} ` +
    "triangles a body on average",
);
console.log(`read: ${(reading / files).toFixed(1)} ms a file by the clock, cold`);
for (const [what, ms] of Object.entries(spent)) {
  console.log(`${what.padEnd(8)} ${(ms / count).toFixed(1).padStart(6)} ms a body`);
}
console.log(
  `together ${each.toFixed(1).padStart(6)} ms a body: ${(1000 / each).toFixed(1)} ` +
    "previews a second a worker",
);
for (const [what, sum] of Object.entries(bytes)) {
  console.log(`${what}: ${(sum / bodies.length / 1000).toFixed(1)} kB a body`);
}

if (flow !== undefined) {
  using dataset = await openDataset(flow);
  for (const what of ["drawn or kept", "kept"]) {
    const before = performance.now();
    const grid = await dataset.preview(null, { k: 12 });
    const found = performance.now();
    const html = grid[JUPYTER_DISPLAY]()["text/html"];
    const shown = performance.now();
    console.log(
      `a grid of ${grid.cells.length} of ${dataset.sampleCount} samples, ${what}: ` +
        `${(found - before).toFixed(0)} ms, shown in ${(shown - found).toFixed(0)} ms, ` +
        `${(html.length / 1000).toFixed(0)} kB`,
    );
  }
}
if (given === undefined) await Deno.remove(folder, { recursive: true });

/** Milliseconds of processor time of this process. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
