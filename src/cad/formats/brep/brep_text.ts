/**
 * OpenCascade's text form of a boundary representation (`CASCADE Topology`, versions 1 to 3), as
 * the kernel dumps a shape and as `.brep` files hold it.
 *
 * @module
 */
import { readCurves } from "./brep_curves.ts";
import { LocationTable } from "./brep_locations.ts";
import {
  readPolygons,
  readPolygonsOnTriangulations,
  readTriangulations,
} from "./brep_triangulations.ts";
import { BrepScanner } from "./brep_scanner.ts";
import { ShapeReader } from "./brep_shapes.ts";
import { readSurfaces } from "./brep_surfaces.ts";
import type { ShapeTree } from "./brep_tree.ts";

/** The header may stand behind a line or two of the program that wrote the file. */
const HEADER_WITHIN = 512;

/**
 * Reads a B-Rep text.
 *
 * Numbers are rounded as `Number` rounds them. Trimmed curves and surfaces are replaced by what
 * they trim, Bezier ones by B-splines.
 *
 * @throws {BrepSyntaxError} where the text breaks the grammar, with the offset
 */
export function parseBrepText(bytes: Uint8Array): ShapeTree {
  const scanner = new BrepScanner(bytes);
  const version = readHeader(scanner, bytes);
  const locations = new LocationTable();
  const locationIds = readLocations(scanner, locations);
  const curves2d = readCurves(scanner, "Curve2ds", 2);
  const curves = readCurves(scanner, "Curves", 3);
  const polygons = readPolygons(scanner);
  const polygonsOnTriangulations = readPolygonsOnTriangulations(scanner);
  const surfaces = readSurfaces(scanner);
  const triangulations = readTriangulations(scanner, version);
  const reader = new ShapeReader(scanner, {
    version,
    locations: locationIds,
    curves2d: curves2d.length,
    curves: curves.length,
    surfaces: surfaces.length,
    polygons: polygons.length,
    polygonsOnTriangulations: polygonsOnTriangulations.length,
    triangulations: triangulations.length,
  });
  const shapes = reader.readShapes();
  const root = reader.readRoot(shapes.length);
  return {
    version,
    locations,
    curves2d,
    curves,
    surfaces,
    polygons,
    polygonsOnTriangulations,
    triangulations,
    shapes,
    root,
  };
}

function readHeader(scanner: BrepScanner, bytes: Uint8Array): number {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, HEADER_WITHIN));
  const header = /^CASCADE Topology V([123]), \(c\).*$/m.exec(start);
  if (header === null) {
    scanner.fail(
      start.startsWith("Open CASCADE Topology") || start.includes("\nOpen CASCADE Topology")
        ? "the text form (this is the binary one)"
        : 'a line "CASCADE Topology V1, V2 or V3, (c) ..."',
    );
  }
  scanner.seek(header.index + header[0].length);
  return Number(header[1]);
}

/**
 * Takes the section of locations: each a matrix, or a product of powers of those before it, the
 * power that is applied first in front. Gives the table's number of each.
 */
function readLocations(scanner: BrepScanner, table: LocationTable): number[] {
  scanner.startSection("Locations");
  const count = scanner.count("locations");
  const ids = [0];
  for (let i = 0; i < count; i++) {
    const kind = scanner.index(2, "the kind of a location");
    if (kind === 1) ids.push(table.addDatum(scanner.reals(12)));
    else if (kind === 2) {
      let product = 0;
      for (;;) {
        const factor = scanner.index(i, "the number of a location before this one,");
        if (factor === 0) break;
        const exponent = scanner.integer();
        if (Math.abs(exponent) > MAX_POWER) scanner.fail("a power of a location before it");
        product = table.compose(table.power(ids[factor], exponent), product);
      }
      ids.push(product);
    } else scanner.fail("the kind of a location, 1 or 2, before it");
  }
  return ids;
}

/** Powers come from patterns of one part; beyond this they are damage. */
const MAX_POWER = 100_000;
