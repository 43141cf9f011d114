/**
 * The triangulations and polygons of a B-Rep text: present where a shape has been meshed.
 *
 * @module
 */
import type { BrepScanner } from "./brep_scanner.ts";

/** A polyline that stands for an edge in space. */
export interface Polygon {
  readonly deflection: number;
  /** Three numbers a node. */
  readonly nodes: Float64Array;
  /** The edge's parameter at each node, where given. */
  readonly parameters: Float64Array | null;
}

/** A polyline that stands for an edge on a triangulation. */
export interface PolygonOnTriangulation {
  readonly deflection: number;
  /** Indices of the triangulation's nodes, from 0. */
  readonly nodes: Int32Array;
  readonly parameters: Float64Array | null;
}

/** Triangles that stand for a face. */
export interface Triangulation {
  readonly deflection: number;
  /** Three numbers a node. */
  readonly nodes: Float64Array;
  /** The surface's parameters at each node, where given: two numbers each. */
  readonly uvs: Float64Array | null;
  /** Three indices of nodes a triangle, from 0. */
  readonly triangles: Int32Array;
  /** The normal at each node, where given: three numbers each. */
  readonly normals: Float64Array | null;
}

/** Takes the section of polygons in space. */
export function readPolygons(scanner: BrepScanner): Polygon[] {
  scanner.startSection("Polygon3D");
  return readEach(scanner, "polygons", () => {
    const count = scanner.count("nodes");
    const parametrised = scanner.flag();
    const deflection = scanner.real();
    const nodes = scanner.reals(3 * count);
    return { deflection, nodes, parameters: parametrised ? scanner.reals(count) : null };
  });
}

/** Takes the section of polygons on triangulations. */
export function readPolygonsOnTriangulations(scanner: BrepScanner): PolygonOnTriangulation[] {
  scanner.startSection("PolygonOnTriangulations");
  return readEach(scanner, "polygons", () => {
    const count = scanner.count("nodes");
    const nodes = readIndices(scanner, count, Infinity);
    if (scanner.word() !== "p") scanner.fail('the letter "p" before it');
    const deflection = scanner.real();
    return { deflection, nodes, parameters: scanner.flag() ? scanner.reals(count) : null };
  });
}

/** Takes the section of triangulations. Normals came with the third version of the text. */
export function readTriangulations(scanner: BrepScanner, version: number): Triangulation[] {
  scanner.startSection("Triangulations");
  return readEach(scanner, "triangulations", () => {
    const nodeCount = scanner.count("nodes"), triangleCount = scanner.count("triangles");
    const hasUvs = scanner.flag();
    const hasNormals = version >= 3 && scanner.flag();
    const deflection = scanner.real();
    const nodes = scanner.reals(3 * nodeCount);
    const uvs = hasUvs ? scanner.reals(2 * nodeCount) : null;
    const triangles = readIndices(scanner, 3 * triangleCount, nodeCount);
    const normals = hasNormals ? scanner.reals(3 * nodeCount) : null;
    return { deflection, nodes, uvs, triangles, normals };
  });
}

function readEach<T>(scanner: BrepScanner, what: string, read: () => T): T[] {
  const count = scanner.count(what);
  const out: T[] = [];
  for (let i = 0; i < count; i++) out.push(read());
  return out;
}

function readIndices(scanner: BrepScanner, count: number, limit: number): Int32Array {
  const out = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    out[i] = scanner.index(limit, "the number of a node") - 1;
    if (out[i] < 0) scanner.fail("the number of a node, from 1 on, before it");
  }
  return out;
}
