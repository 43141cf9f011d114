/**
 * The distance of two points that were clicked.
 *
 * @module
 */
// @ts-types="@types/three"
import type { Vector3 } from "three";
import { numberText } from "./paint.ts";
import type { BodyScene, Hit } from "./scene.ts";
import type { Tools } from "./tools.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Takes points while it is on. */
export class Measure {
  on = false;
  readonly #scene: BodyScene;
  readonly #tools: Tools;
  readonly #unit: string;
  readonly #drawing = document.createElementNS(SVG, "svg");
  #points: Hit[] = [];

  constructor(scene: BodyScene, tools: Tools, unit: string, stage: HTMLElement) {
    this.#scene = scene;
    this.#tools = tools;
    this.#unit = unit;
    stage.append(this.#drawing);
    scene.onDrawn(() => this.#draw());
  }

  /** Begins anew, or ends. */
  turn(on: boolean): void {
    this.on = on;
    this.#points = [];
    if (on) this.#tell();
    this.#draw();
  }

  /** Takes a point; the third is the first of the next distance. */
  take(hit: Hit): void {
    this.#points = this.#points.length === 2 ? [hit] : [...this.#points, hit];
    this.#tell();
    this.#draw();
  }

  #tell(): void {
    const [from, to] = this.#points;
    const text = (value: number) => `${numberText(value)} ${this.#unit}`.trim();
    if (to === undefined) {
      const what = from === undefined ? "Click two points" : "Click the second point";
      return this.#tools.showMeasure([], `${what}. Near the end of an edge, that end is taken.`);
    }
    const apart = to.point.clone().sub(from.point);
    this.#tools.showMeasure([
      ["distance", text(apart.length())],
      ["in x", text(apart.x)],
      ["in y", text(apart.y)],
      ["in z", text(apart.z)],
    ], `${pointText(from)} to ${pointText(to)}, on the triangles that are shown.`);
  }

  #draw(): void {
    const places = this.#points.map(({ point }: { point: Vector3 }) => this.#scene.project(point));
    const shapes = places.map(({ x, y }) => shape("circle", { cx: x, cy: y, r: 4.5 }));
    const [from, to] = places;
    if (to !== undefined) {
      shapes.unshift(shape("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
    }
    this.#drawing.replaceChildren(...shapes);
  }
}

function shape(name: string, values: Record<string, number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, String(value));
  return made;
}

function pointText({ isVertex, face }: Hit): string {
  return isVertex ? "end of an edge" : `point of face ${face}`;
}
