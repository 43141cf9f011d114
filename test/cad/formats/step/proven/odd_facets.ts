/** Faceted parts, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

type Place = readonly [x: number, y: number];

/** What of a prism is told otherwise than usual. */
interface Ways {
  /** What bounds its faces. @default {"points"} */
  readonly bounds?: "points" | "edges";
  /** Whether bounds run against the polygons that they are of. @default {false} */
  readonly turned?: boolean;
  /** Whether faces have their planes the other way up. @default {false} */
  readonly under?: boolean;
  readonly faces?: "FACE_SURFACE" | "ADVANCED_FACE";
  readonly body?: "FACETED_BREP" | "MANIFOLD_SOLID_BREP" | "sheet";
}

/** A prism over loops, the outer one to the left and the others to the right, 2 high. */
export function facetedPrism(loops: readonly (readonly Place[])[], ways: Ways = {}): string {
  const { turned = false, under = false, faces = "FACE_SURFACE", body = "FACETED_BREP" } = ways;
  const w = new StepWriter(), points = new Map<string, number>(), edges = new Map<string, number>();
  const point = (p: Triple) => {
    const key = p.join();
    if (!points.has(key)) points.set(key, w.point(p));
    return points.get(key)!;
  };
  const edge = (a: Triple, b: Triple) => {
    const back = edges.get(`${b.join()} ${a.join()}`);
    if (back !== undefined) return -back;
    const own = w.straight(a, b);
    edges.set(`${a.join()} ${b.join()}`, own);
    return own;
  };
  const bound = (corners: readonly Triple[], isOuter: boolean) => {
    const all = turned ? [...corners].reverse() : corners;
    if (ways.bounds === "edges") {
      return w.bound(all.map((p, i) => edge(p, all[(i + 1) % all.length])), !turned);
    }
    const loop = w.add(`POLY_LOOP('',(${all.map((p) => `#${point(p)}`).join(",")}))`);
    const kind = isOuter ? "FACE_OUTER_BOUND" : "FACE_BOUND";
    return w.add(`${kind}('',#${loop},${turned ? ".F." : ".T."})`);
  };
  const face = (normal: Triple, along: Triple, ...all: (readonly Triple[])[]) => {
    const up: Triple = under ? [-normal[0], -normal[1], -normal[2]] : normal;
    const plane = w.add(`PLANE('',#${w.frame(all[0][0], up, along)})`);
    const bounds = all.map((corners, i) => `#${bound(corners, i === 0)}`).join(",");
    return w.add(`${faces}('',(${bounds}),#${plane},${under ? ".F." : ".T."})`);
  };
  const at = (z: number) => loops.map((loop) => loop.map(([x, y]): Triple => [x, y, z]));
  const sides = loops.flatMap((loop) =>
    loop.map(([x, y], i) => {
      const [a, b] = loop[(i + 1) % loop.length], size = Math.hypot(a - x, b - y);
      const along: Triple = [(a - x) / size, (b - y) / size, 0];
      return face([along[1], -along[0], 0], along, [[x, y, 0], [a, b, 0], [a, b, 2], [x, y, 2]]);
    })
  );
  const top = face([0, 0, 1], [1, 0, 0], ...at(2));
  if (body === "sheet") return w.file([w.sheet([top, ...sides])]);
  const all = [face([0, 0, -1], [1, 0, 0], ...at(0).map((loop) => loop.reverse())), top, ...sides];
  const shell = w.add(`CLOSED_SHELL('',(${all.map((id) => `#${id}`).join(",")}))`);
  return w.file([w.add(`${body}('',#${shell})`)]);
}

const ANGLE: readonly Place[] = [[0, 0], [6, 0], [6, 3], [3, 3], [3, 5], [0, 5]];
const HOLE: readonly Place[] = [[1, 1], [1, 2], [2.5, 2], [2.5, 1]];

/** The texts by what they are. */
export const ODD_FACETS: Readonly<Record<string, () => string>> = {
  "a faceted angle with a hole": () => facetedPrism([ANGLE, HOLE]),
  "polygons against their bounds": () => facetedPrism([ANGLE, HOLE], { turned: true }),
  "polygons under their planes": () => facetedPrism([ANGLE, HOLE], { under: true }),
  "polygons under planes and against bounds": () =>
    facetedPrism([ANGLE, HOLE], { under: true, turned: true }),
  "polygons of advanced faces": () => facetedPrism([ANGLE], { faces: "ADVANCED_FACE" }),
  "polygons of a solid": () => facetedPrism([ANGLE, HOLE], { body: "MANIFOLD_SOLID_BREP" }),
  "polygons of a sheet": () => facetedPrism([ANGLE, HOLE], { body: "sheet" }),
  "a faceted body of edges": () => facetedPrism([ANGLE, HOLE], { bounds: "edges" }),
  "plain faces of a solid of edges": () =>
    facetedPrism([ANGLE], { bounds: "edges", body: "MANIFOLD_SOLID_BREP" }),
  "a side in two": () => facetedPrism([[[0, 0], [2, 0], [4, 0], [4, 3], [0, 3]]]),
};
