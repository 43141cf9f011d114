/**
 * Packs what `extract` printed into `values.json.gz`.
 *
 * ```sh
 * deno run -A test/reference/pack.ts VALUES CORPUS SAMPLES SEED
 * ```
 *
 * VALUES holds `smoke/NAME.json`, `labelled/SET/NAME.json` and `samples/NAME.json`; CORPUS and
 * SAMPLES the STEP files; SEED is that of the samples.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Reference, type ReferenceBody, type ReferenceFile, VALUES } from "./values.ts";

/** What `extract` prints of a body. */
interface ExtractedBody {
  kind: string;
  faces: { type: string; area: number | null; centroid: (number | null)[]; loops: number }[];
  edges: {
    faces: number[];
    uses: number;
    type: string | null;
    length: number;
    dihedral: number | null;
    convexity: "convex" | "concave" | "smooth" | null;
  }[];
}

const CONVEXITIES = { convex: 1, concave: 2, smooth: 3 } as const;
const [values, corpus, samples, seed] = Deno.args;
const faceTypes: string[] = [], edgeTypes: string[] = [];

const files: Record<string, ReferenceFile> = {};
for (const key of keysIn(values)) {
  const step = key.startsWith("samples/")
    ? join(samples, key.slice("samples/".length))
    : join(corpus, key);
  const { bodies }: { bodies: ExtractedBody[] } = JSON.parse(
    readFileSync(join(values, `${key}.json`), "utf8"),
  );
  const hash = createHash("sha256").update(readFileSync(step)).digest("hex");
  files[key] = { hash, bodies: bodies.map(packBody) };
}
const reference: Reference = {
  by: "OpenCascade 7.6.3",
  samples: {
    seed: Number(seed),
    count: Object.keys(files).filter((key) => key.startsWith("samples/")).length,
  },
  faceTypes,
  edgeTypes,
  files,
};
// Without a time of its own the same values give the same bytes.
writeFileSync(VALUES, gzipSync(JSON.stringify(reference), { level: 9 }));
console.log(
  `${Object.keys(files).length} files, ${(statSync(VALUES).size / 1e6).toFixed(2)} MB in ` +
    VALUES.pathname,
);

function keysIn(folder: string, prefix = ""): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const key = join(prefix, entry.name);
    if (entry.isDirectory()) return keysIn(folder, key);
    return key.endsWith(".json") ? [key.slice(0, -".json".length)] : [];
  }).sort();
}

function packBody({ kind, faces, edges }: ExtractedBody): ReferenceBody {
  const size = Math.max(...faces.map(({ area }) => Math.sqrt(area ?? 0)));
  const step = 10 ** Math.floor(Math.log10(1e-8 * size));
  return {
    kind,
    faces: {
      type: faces.map(({ type }) => indexOf(faceTypes, type)),
      area: faces.map(({ area }) => significant(area)),
      loops: faces.map(({ loops }) => loops),
      centroid: faces.flatMap(({ centroid }) => centroid.map((x) => roundTo(x, step))),
    },
    edges: {
      type: edges.map(({ type }) => type === null ? -1 : indexOf(edgeTypes, type)),
      length: edges.map(({ length }) => significant(length)!),
      convexity: edges.map(({ convexity }) => convexity === null ? 0 : CONVEXITIES[convexity]),
      dihedral: edges.map(({ dihedral }) => roundTo(dihedral, 1e-9)),
      faces: edges.map(({ faces }) => faces),
      uses: edges.map(({ uses }) => uses),
    },
  };
}

function indexOf(names: string[], name: string): number {
  const index = names.indexOf(name);
  return index < 0 ? names.push(name) - 1 : index;
}

function significant(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(10));
}

function roundTo(value: number | null, step: number): number | null {
  if (value === null) return null;
  const digits = Math.max(0, Math.round(-Math.log10(step)));
  return Number(value.toFixed(digits)) || 0;
}
