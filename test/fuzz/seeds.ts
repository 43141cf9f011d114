/**
 * Files to be damaged, all of them made by the project.
 *
 * @module
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ShapeKernel } from "../../src/cad/formats/shape_kernel.ts";
import { samples } from "../../src/cad/samples/samples.ts";
import {
  igesText,
  r,
  solidBox,
  type TextEntity,
  trimmedBox,
} from "../cad/formats/iges/iges_text.ts";
import type { FuzzFormat } from "./mutate.ts";

/** Files as Latin-1, by format. */
export type Seeds = Readonly<Record<FuzzFormat, readonly string[]>>;

/** Sample parts that are the seeds of STEP, the smallest of so many. */
const [PARTS, MADE] = [4, 10];

const latin1 = (bytes: Uint8Array): string =>
  bytes.reduce((text, byte) => text + String.fromCharCode(byte), "");

/** The seeds of IGES: a box of trimmed planes, a solid box, and a curved sheet with a hole. */
export function igesSeeds(): string[] {
  return [
    igesText(trimmedBox([10, 20, 30], { label: "SIDE", colour: 3 })),
    igesText(solidBox([3, 2, 1]), { unit: "1,2HIN" }),
    igesText(curvedSheet()),
  ];
}

/** The seeds that need no kernel: those of STEP are the files that are given. */
export function seedsOf(step: readonly Uint8Array[]): Seeds {
  const fixture = (name: string) =>
    readFileSync(new URL(`../fixtures/brep/${name}`, import.meta.url));
  return {
    STEP: step.map(latin1),
    IGES: igesSeeds(),
    BREP: [latin1(fixture("assembly.brep")), latin1(fixture("kinds.brep"))],
  };
}

/** Sample parts as STEP, and what a kernel makes of them as BREP too. */
export async function seedsOfParts(kernel: ShapeKernel): Promise<Seeds> {
  const folder = mkdtempSync(join(tmpdir(), "trunnion-fuzz-"));
  try {
    await samples(folder, { count: MADE, seed: 3 });
    const step = readdirSync(folder).filter((name) => name.endsWith(".step")).sort()
      .map((name) => new Uint8Array(readFileSync(join(folder, name))))
      .sort((a, b) => a.length - b.length).slice(0, PARTS);
    const seeds = seedsOf(step);
    const dumps: string[] = [];
    for (const bytes of step) dumps.push(latin1((await kernel.readStep(bytes, {})).brep));
    return { ...seeds, BREP: [...seeds.BREP, ...dumps] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A wave over a square, trimmed by lines in its parameters, with a square hole. */
function curvedSheet(): TextEntity[] {
  const entities: TextEntity[] = [], inner = { status: "00010000" };
  const add = (entity: TextEntity) => 2 * entities.push(entity) - 1;
  const knots = [0, 0, 0, 0, 1, 1, 1, 1].map(r);
  const poles = [0, 1, 2, 3].flatMap((v) =>
    [0, 1, 2, 3].flatMap((u) => [10 * u, 10 * v, u === 1 ? 6 : u === 2 ? -6 : 0].map(r))
  );
  const surface = add({
    type: 128,
    parameters: [
      ...[3, 3, 3, 3, 0, 0, 1, 0, 0],
      ...knots,
      ...knots,
      ...Array(16).fill(r(1)),
      ...poles,
      ...[0, 1, 0, 1].map(r),
    ],
    ...inner,
  });
  const boundary = (corners: readonly (readonly [number, number])[]) => {
    const lines = corners.map(([u, v], i) => {
      const [toU, toV] = corners[(i + 1) % corners.length];
      const ends = [u, v, 0, toU, toV, 0].map(r);
      return add({ type: 110, parameters: ends, status: "00010500" });
    });
    const loop = add({ type: 102, parameters: [lines.length, ...lines], status: "00010500" });
    return add({ type: 142, parameters: [0, surface, loop, 0, 1], status: "00010500" });
  };
  const outer = boundary([[0, 0], [1, 0], [1, 1], [0, 1]]);
  const hole = boundary([[0.4, 0.4], [0.4, 0.6], [0.6, 0.6], [0.6, 0.4]]);
  add({ type: 144, parameters: [surface, 1, 1, outer, hole], label: "WAVE" });
  return entities;
}
