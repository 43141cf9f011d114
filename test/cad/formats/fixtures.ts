/** B-Rep texts for the tests: the fixtures, and small ones put together by hand. */
import { readFileSync } from "node:fs";

export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/brep/${name}`, import.meta.url));
}

/** The parts of a B-Rep text; what is not given is empty. */
export interface TextParts {
  readonly header?: string;
  readonly locations?: readonly string[];
  readonly curves2d?: readonly string[];
  readonly curves?: readonly string[];
  readonly polygons?: readonly string[];
  readonly polygonsOnTriangulations?: readonly string[];
  readonly surfaces?: readonly string[];
  readonly triangulations?: readonly string[];
  /** In the order of the text: the last one is number 1. */
  readonly shapes?: readonly string[];
  readonly root?: string;
}

export function brepText(parts: TextParts): Uint8Array {
  const section = (name: string, items: readonly string[] = []) =>
    `${name} ${items.length}\n${items.map((item) => `${item}\n`).join("")}`;
  return new TextEncoder().encode(
    `\n${parts.header ?? "CASCADE Topology V3, (c) Open Cascade"}\n` +
      section("Locations", parts.locations) +
      section("Curve2ds", parts.curves2d) +
      section("Curves", parts.curves) +
      section("Polygon3D", parts.polygons) +
      section("PolygonOnTriangulations", parts.polygonsOnTriangulations) +
      section("Surfaces", parts.surfaces) +
      section("Triangulations", parts.triangulations) +
      "\n" + section("TShapes", parts.shapes) + `\n${parts.root ?? "+1 0"} \n`,
  );
}

/** A plane in the standard place. */
export const PLANE = "1 0 0 0 0 0 1 1 0 0 -0 1 0 ";
/** A shape of nothing, to have a root. */
export const EMPTY = "Co\n\n1100000\n*";

export const vertex = (x: number, y: number, z: number) =>
  `Ve\n1e-07\n${x} ${y} ${z}\n0 0\n\n0101101\n*`;
export const group = (kind: string, ...uses: string[]) =>
  `${kind}\n\n0101000\n${uses.map((use) => `${use} `).join("")}*`;
export const face = (surface: number, ...uses: string[]) =>
  `Fa\n0  1e-07 ${surface} 0\n\n0101000\n${uses.map((use) => `${use} `).join("")}*`;
export const edge = (representations: string, ...uses: string[]) =>
  `Ed\n 1e-07 1 1 0\n${representations}0\n\n0101000\n${uses.map((use) => `${use} `).join("")}*`;
