/**
 * A picture of a body, without a graphics card.
 *
 * @module
 */
import type { BodyMesh } from "../mesh/body_mesh.ts";
import { createCanvas } from "./canvas.ts";
import { drawLines, drawOutlines } from "./draw_lines.ts";
import { drawTriangles } from "./draw_triangles.ts";
import { PLAIN_COLOUR, type Rgb } from "./face_colours.ts";
import { type Pixels, resolvePixels } from "./resolve_pixels.ts";
import { type ViewName, viewPoints } from "./view_frame.ts";

/** How a body is drawn. */
export interface RenderOptions {
  /**
   * Pixels of the picture's side.
   *
   * @default {256}
   */
  readonly size?: number;
  /**
   * From where it is looked at.
   *
   * @default {"iso"}
   */
  readonly view?: ViewName;
  /**
   * The colour of each face; where there is none for a face, the plain one.
   *
   * @default {all in one colour}
   */
  readonly colours?: readonly (Rgb | undefined)[];
  /**
   * What is behind the body; null leaves it transparent.
   *
   * @default {null}
   */
  readonly background?: Rgb | null;
  /**
   * The colour of edges and outlines; null draws none.
   *
   * @default {[28, 36, 46]}
   */
  readonly line?: Rgb | null;
  /**
   * Edges that are not drawn, by their index: seams, which only the surface's parameters have.
   *
   * @default {none}
   */
  readonly hiddenEdges?: ReadonlySet<number>;
}

/** Pixels of the canvas along each side of a pixel of the picture. */
const MANY = 3;
/** The colour of lines. */
const LINE: Rgb = [28, 36, 46];
const NONE: ReadonlySet<number> = new Set();

/** Draws a body, shaded and with its edges, so that it fills the picture. */
export function renderBody(mesh: BodyMesh, options: RenderOptions = {}): Pixels {
  const { size = 256, view = "iso", colours = [], background = null, line = LINE } = options;
  const canvas = createCanvas(size * MANY);
  const width = MANY * lineWidth(size);
  const margin = MANY * Math.max(2, size / 40);
  const viewed = viewPoints(mesh.points, view, canvas.side, margin);
  const { triangles, triangleFaces, normals } = mesh;
  const colourOf = (face: number) => colours[face] ?? PLAIN_COLOUR;
  drawTriangles(canvas, { triangles, triangleFaces, normals, colourOf }, viewed);
  if (line !== null) {
    drawOutlines(canvas, width);
    drawLines(canvas, {
      pixels: viewed.pixels,
      points: mesh.edgePoints,
      offsets: mesh.edgeOffsets,
      hidden: options.hiddenEdges ?? NONE,
    }, width);
  }
  return resolvePixels(canvas, MANY, { line: line ?? LINE, background });
}

/** Pixels of the picture: lines do not vanish in small ones, nor grow with large ones. */
function lineWidth(size: number): number {
  return Math.min(1.6, Math.max(0.75, size / 230));
}
