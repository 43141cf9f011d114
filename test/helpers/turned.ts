/** Bodies of revolution made by hand. */
import type { Brep } from "../../src/cad/brep.ts";
import { Circle } from "../../src/cad/geometry/circle.ts";
import { Cone } from "../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../src/cad/geometry/cylinder.ts";
import { Plane } from "../../src/cad/geometry/plane.ts";
import { BodyBuilder, type CoedgeSpec, frameAt, segment, TURN } from "./breps.ts";

/**
 * An outline of straight stretches turned about the z axis: points are (radius, height),
 * counterclockwise with the matter on the left. Stretches along the axis are left out; the others
 * give cylinders, planes and cones, one face each, in order.
 */
export function turned(outline: readonly (readonly [number, number])[]): Brep {
  const body = new BodyBuilder();
  const vertices = outline.map(([r, z]) => body.vertex(r, 0, z));
  const circles = outline.map(([r, z], i) =>
    r > 0
      ? body.edge(new Circle(frameAt(0, 0, z).slice(0, 9), r), [0, TURN], [
        vertices[i],
        vertices[i],
      ])
      : body.edge(null, [0, TURN], [vertices[i], vertices[i]])
  );
  outline.forEach(([r0, z0], i) => {
    const j = (i + 1) % outline.length, [r1, z1] = outline[j];
    if (r0 === 0 && r1 === 0) return;
    if (z0 === z1) {
      const [outer, inner] = r0 > r1 ? [i, j] : [j, i];
      const loops: CoedgeSpec[][] = [[{ edge: circles[outer] }]];
      if (outline[inner][0] > 0) loops.push([{ edge: circles[inner], reversed: true }]);
      body.face(new Plane(frameAt(0, 0, z0)), loops, { reversed: r1 > r0 });
      return;
    }
    const [low, high] = z0 < z1 ? [i, j] : [j, i];
    const [rl, zl] = outline[low], [rh, zh] = outline[high];
    const round = rl === rh;
    const [v0, v1] = round ? [zl, zh] : [0, Math.hypot(rh - rl, zh - zl)];
    const length = v1 - v0, d = [(rh - rl) / length, 0, (zh - zl) / length];
    const seam = body.edge(segment([rl, 0, zl], [rl + d[0], 0, zl + d[2]]), [0, length], [
      vertices[low],
      vertices[high],
    ]);
    const surface = round
      ? new Cylinder(frameAt(), rl)
      : new Cone(frameAt(0, 0, zl), rl, Math.atan2(rh - rl, zh - zl));
    body.face(surface, [[
      { edge: circles[low], pcurve: segment([0, v0], [1, v0]) },
      { edge: seam, pcurve: segment([TURN, v0], [TURN, v0 + 1]) },
      { edge: circles[high], reversed: true, pcurve: segment([0, v1], [1, v1]) },
      { edge: seam, reversed: true, pcurve: segment([0, v0], [0, v0 + 1]) },
    ]], { reversed: z1 < z0 });
  });
  return body.build();
}
