/**
 * How fast are bodies meshed, into how many triangles, and how exactly?
 *
 * Meshes the bodies of STEP files and prints, by the size of the bodies: bodies, faces, triangles,
 * milliseconds of the processor a body (the best of some passes) and meshes per second of a worker;
 * how far areas and volumes are off what integrals over the faces give; closed bodies that have a
 * side of a triangle left open; faces left out. Volumes are held against the most that the
 * tolerance allows: chordal times area. Beside it stands OpenCascade's own mesh of the same
 * tolerance, if there is a Python that has it.
 *
 * ```sh
 * deno run -A bench/mesh.ts                                # sample parts
 * deno run -A bench/mesh.ts FOLDER...                      # STEP files of one's own
 * pip install cadquery-ocp                                 # in some environment: the peer
 * deno run -A bench/mesh.ts --python PYTHON FOLDER...
 * ```
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import process from "node:process";
import { meshBody, OcctLoader, samples } from "../mod.ts";
import type { Brep } from "../mod.ts";
import { closednessOf } from "../src/cad/closedness.ts";
import { BodyGeometry } from "../src/cad/features/bodies/body_geometry.ts";
import { measureMesh } from "../src/cad/mesh/mesh_measures.ts";
import { gatherFiles } from "../src/pipeline/tasks/gather_files.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string" },
    passes: { type: "string", default: "5" },
    most: { type: "string", default: "400" },
  },
});
const passes = Number(options.passes);

const CHORDAL = 1e-3, ANGULAR = Math.PI / 9;

/** Borders of the sizes, in faces a body. */
const SIZES = [0, 16, 32, 64, 128, 256, 1024, Infinity];

/** One body, meshed. */
interface Meshed {
  readonly path: string;
  readonly faces: number;
  readonly skipped: number;
  readonly triangles: number;
  readonly ms: number;
  /** Relative to the exact one; NaN where that is not known. */
  readonly area: number;
  readonly volume: number;
  /** How far the volume is off, as a share of what the tolerance allows. */
  readonly ofAllowed: number;
  readonly isOpen: boolean;
}

/** What a peer says of one file. */
interface PeerFile {
  readonly path: string;
  readonly ms: number;
  readonly triangles: number;
  readonly area: number;
  readonly exactArea: number;
  readonly volume: number;
  readonly exactVolume: number;
  readonly error?: string;
}

const scratch = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  if (folders.length === 0) {
    await samples(scratch, { count: 60, seed: 1 });
    folders.push(scratch);
  }
  const files = (await Promise.all(folders.map((folder) => gatherFiles(folder)))).flat()
    .slice(0, Number(options.most));
  const bodies: Meshed[] = [];
  const loader = new OcctLoader({ onBadFace: "keep" });
  const lost = new Map<string, number>();
  for (const path of files) {
    const model = await loader.createFromFile(path).catch(() => null);
    for (const { brep } of model?.bodies ?? []) bodies.push(measure(path, brep, lost));
  }
  await loader.close();
  console.log(
    `${files.length} files, ${bodies.length} bodies; chordal ${CHORDAL} of the diagonal, angular ` +
      `${(ANGULAR * 180 / Math.PI).toFixed(0)} degrees; processor time, the best of ${passes}`,
  );
  print(bodies);
  for (const [reason, count] of lost) console.log(`left out: ${count} faces: ${reason}`);
  if (options.python !== undefined) await compare(bodies, options.python);
} finally {
  await Deno.remove(scratch, { recursive: true });
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measure(path: string, brep: Brep, lost: Map<string, number>): Meshed {
  let ms = Infinity, mesh = meshBody(brep);
  for (let pass = 0; pass < passes; pass++) {
    const began = cpu();
    mesh = meshBody(brep, { angular: ANGULAR });
    ms = Math.min(ms, cpu() - began);
  }
  for (const { reason } of mesh.skipped) {
    const kind = reason.replace(/-?\d[\d.e+-]*/g, "N");
    lost.set(kind, (lost.get(kind) ?? 0) + 1);
  }
  const geometry = new BodyGeometry(brep, "keep");
  const skipped = new Set(mesh.skipped.map(({ face }) => face));
  const measured = measureMesh(mesh);
  const area = valueOf(() =>
    brep.faces.reduce((sum, _, face) => skipped.has(face) ? sum : sum + geometry.area(face).area, 0)
  );
  const volume = skipped.size > 0 ? NaN : valueOf(() => geometry.mass.volume);
  return {
    path,
    faces: brep.faces.length,
    skipped: skipped.size,
    triangles: mesh.triangles.length / 3,
    ms,
    area: Math.abs(measured.area / area - 1),
    volume: Math.abs(measured.volume / volume - 1),
    ofAllowed: Math.abs(measured.volume - volume) / (CHORDAL * geometry.diagonal * area),
    isOpen: skipped.size === 0 && closednessOf(brep).closed && measured.openSides > 0,
  };
}

function valueOf(compute: () => number): number {
  try {
    return compute();
  } catch {
    return NaN;
  }
}

function print(bodies: readonly Meshed[]): void {
  const rows = SIZES.slice(1).flatMap((to, i) => {
    const some = bodies.filter(({ faces }) => faces >= SIZES[i] && faces < to);
    return some.length === 0 ? [] : [row(`${SIZES[i]}..${to}`, some)];
  });
  console.table([...rows, row("all", bodies)]);
}

function row(size: string, bodies: readonly Meshed[]) {
  const sum = (value: (body: Meshed) => number) => bodies.reduce((all, one) => all + value(one), 0);
  const most = (values: readonly number[]) => Math.max(0, ...values.filter(Number.isFinite));
  const ms = sum((body) => body.ms);
  return {
    "faces a body": size,
    bodies: bodies.length,
    triangles: sum((body) => body.triangles),
    "ms a body": (ms / bodies.length).toFixed(2),
    "meshes/s": Math.round(1000 * bodies.length / ms),
    "triangles/ms": Math.round(sum((body) => body.triangles) / ms),
    "area off, most": percent(most(bodies.map(({ area }) => area))),
    "volume off, most": percent(most(bodies.map(({ volume }) => volume))),
    "of allowed": percent(most(bodies.map(({ ofAllowed }) => ofAllowed))),
    open: bodies.filter(({ isOpen }) => isOpen).length,
    "left out": sum((body) => body.skipped),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Has the peer mesh the files of which all faces were meshed here, and prints both. */
async function compare(bodies: readonly Meshed[], python: string): Promise<void> {
  const byFile = Map.groupBy(bodies, ({ path }) => path);
  const child = new Deno.Command(python, {
    args: [
      fileURLToPath(new URL("mesh_peer.py", import.meta.url)),
      String(passes),
      String(CHORDAL),
      String(ANGULAR),
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const output = new Response(child.stdout).text();
  await writer.write(new TextEncoder().encode([...byFile.keys()].join("\n")));
  await writer.close();
  const peers = (await output).trim().split("\n").map((line) => JSON.parse(line) as PeerFile)
    .filter(({ error, triangles }) => error === undefined && triangles > 0);
  const ours = peers.flatMap(({ path }) => byFile.get(path) ?? []);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const off = (peer: PeerFile) => Math.abs(peer.area / peer.exactArea - 1);
  console.log(`beside OpenCascade, the same ${peers.length} files and tolerance`);
  console.table([
    {
      of: "trunnion",
      triangles: total(ours.map(({ triangles }) => triangles)),
      ms: total(ours.map(({ ms }) => ms)).toFixed(0),
      "area off, most": percent(Math.max(...ours.map(({ area }) => area).filter(Number.isFinite))),
    },
    {
      of: "OpenCascade",
      triangles: total(peers.map(({ triangles }) => triangles)),
      ms: total(peers.map(({ ms }) => ms)).toFixed(0),
      "area off, most": percent(Math.max(...peers.map(off).filter(Number.isFinite))),
    },
  ]);
}
