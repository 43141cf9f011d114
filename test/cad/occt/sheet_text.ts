/** STEP text of one plane face. */
import { stepText } from "../formats/step_text.ts";

/** A stretch of a loop: straight to the next point, or once round a circle and back to the same. */
export type Stretch =
  | { readonly from: readonly [number, number] }
  | {
    readonly from: readonly [number, number];
    readonly centre: readonly [number, number];
    readonly radius: number;
    /** Whether the loop runs clockwise round the circle. */
    readonly clockwise: boolean;
  };

/** A face in the plane z = 0 whose one loop runs through these stretches, its vertices shared. */
export function sheetText(stretches: readonly Stretch[]): string {
  const lines: string[] = [];
  const add = (value: string) => lines.push(`#${lines.length + 1}=${value};`);
  const point = ([x, y]: readonly [number, number]) => add(`CARTESIAN_POINT('',(${x}.,${y}.,0.))`);
  const z = add("DIRECTION('',(0.,0.,1.))"), x = add("DIRECTION('',(1.,0.,0.))");
  const placement = (at: readonly [number, number]) =>
    add(`AXIS2_PLACEMENT_3D('',#${point(at)},#${z},#${x})`);
  const plane = add(`PLANE('',#${placement([0, 0])})`);
  const vertices = new Map<string, number>();
  const vertex = (at: readonly [number, number]) => {
    let id = vertices.get(at.join());
    if (id === undefined) vertices.set(at.join(), id = add(`VERTEX_POINT('',#${point(at)})`));
    return id;
  };
  const edges = stretches.map((stretch, i) => {
    const next = stretches[(i + 1) % stretches.length].from;
    const [a, b] = [vertex(stretch.from), vertex(next)];
    if ("radius" in stretch) {
      const circle = add(`CIRCLE('',#${placement(stretch.centre)},${stretch.radius}.)`);
      const edge = add(`EDGE_CURVE('',#${a},#${b},#${circle},.T.)`);
      return add(`ORIENTED_EDGE('',*,*,#${edge},.${stretch.clockwise ? "F" : "T"}.)`);
    }
    const [dx, dy] = [next[0] - stretch.from[0], next[1] - stretch.from[1]];
    const direction = add(`DIRECTION('',(${dx}.,${dy}.,0.))`);
    const vector = add(`VECTOR('',#${direction},1.)`);
    const line = add(`LINE('',#${point(stretch.from)},#${vector})`);
    const edge = add(`EDGE_CURVE('',#${a},#${b},#${line},.T.)`);
    return add(`ORIENTED_EDGE('',*,*,#${edge},.T.)`);
  });
  const loop = add(`EDGE_LOOP('',(${edges.map((id) => `#${id}`).join()}))`);
  const bound = add(`FACE_OUTER_BOUND('',#${loop},.T.)`);
  add(`ADVANCED_FACE('',(#${bound}),#${plane},.T.)`);
  return stepText(lines.join("\n"));
}
