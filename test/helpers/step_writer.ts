/** Writes small STEP files: what no program at hand writes, but the standard allows. */

/** A point or a direction. */
export type Triple = readonly [number, number, number];

const real = (x: number) => {
  const text = String(x).toUpperCase();
  return /[.E]/.test(text) ? text.replace(/^(-?\d+)E/, "$1.E") : `${text}.`;
};
const refs = (ids: readonly number[]) => `(${ids.map((id) => `#${id}`).join(",")})`;
const flag = (value: boolean) => value ? ".T." : ".F.";

/** Entities are numbered as they are added. Lengths are millimetres, angles radians. */
export class StepWriter {
  readonly #lines: string[] = [];
  readonly #points = new Map<string, number>();

  /** Adds an entity; returns its number. */
  add(entity: string): number {
    const id = this.#lines.length + 1;
    this.#lines.push(`#${id}=${entity};`);
    return id;
  }

  point(p: Triple): number {
    return this.add(`CARTESIAN_POINT('',(${p.map(real).join(",")}))`);
  }

  points(all: readonly Triple[]): string {
    return refs(all.map((p) => this.point(p)));
  }

  direction(d: Triple): number {
    return this.add(`DIRECTION('',(${d.map(real).join(",")}))`);
  }

  /** A placement, by origin, z axis and x axis. */
  frame(origin: Triple, z: Triple = [0, 0, 1], x: Triple = [1, 0, 0]): number {
    const [o, axis, along] = [this.point(origin), this.direction(z), this.direction(x)];
    return this.add(`AXIS2_PLACEMENT_3D('',#${o},#${axis},#${along})`);
  }

  /** The vertex at a point: one, however often it is asked for. */
  vertex(p: Triple): number {
    const key = p.join(" ");
    const id = this.#points.get(key) ?? this.add(`VERTEX_POINT('',#${this.point(p)})`);
    this.#points.set(key, id);
    return id;
  }

  circle(frame: number, radius: number): number {
    return this.add(`CIRCLE('',#${frame},${real(radius)})`);
  }

  line(from: Triple, to: Triple): number {
    const along = this.direction([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
    const vector = this.add(`VECTOR('',#${along},1.)`);
    return this.add(`LINE('',#${this.point(from)},#${vector})`);
  }

  edge(from: Triple, to: Triple, curve: number, same = true): number {
    const [a, b] = [this.vertex(from), this.vertex(to)];
    return this.add(`EDGE_CURVE('',#${a},#${b},#${curve},${flag(same)})`);
  }

  straight(from: Triple, to: Triple): number {
    return this.edge(from, to, this.line(from, to));
  }

  /** A bound by edges: those with a minus are run through backwards. */
  bound(edges: readonly number[], along = true): number {
    const oriented = edges.map((edge) =>
      this.add(`ORIENTED_EDGE('',*,*,#${Math.abs(edge)},${flag(edge > 0)})`)
    );
    return this.add(
      `FACE_BOUND('',#${this.add(`EDGE_LOOP('',${refs(oriented)})`)},${flag(along)})`,
    );
  }

  vertexBound(p: Triple): number {
    return this.add(`FACE_BOUND('',#${this.add(`VERTEX_LOOP('',#${this.vertex(p)})`)},.T.)`);
  }

  face(surface: number, bounds: readonly number[], same = true): number {
    return this.add(`ADVANCED_FACE('',${refs(bounds)},#${surface},${flag(same)})`);
  }

  solid(faces: readonly number[]): number {
    return this.add(`MANIFOLD_SOLID_BREP('',#${this.add(`CLOSED_SHELL('',${refs(faces)})`)})`);
  }

  /** A body of faces that close nothing. */
  sheet(faces: readonly number[]): number {
    return this.add(
      `SHELL_BASED_SURFACE_MODEL('',(#${this.add(`OPEN_SHELL('',${refs(faces)})`)}))`,
    );
  }

  /** The file, with the items in one part. */
  file(items: readonly number[], uncertainty = 1e-6): string {
    const length = this.add("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))");
    const angle = this.add("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))");
    const solid = this.add("(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())");
    const stated = this.add(
      `UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(${real(uncertainty)}),#${length},'d','')`,
    );
    const context = this.add(
      `(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((#${stated}))` +
        `GLOBAL_UNIT_ASSIGNED_CONTEXT((#${length},#${angle},#${solid}))` +
        "REPRESENTATION_CONTEXT('',''))",
    );
    const shape = this.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',${refs(items)},#${context})`);
    const application = this.add("APPLICATION_CONTEXT('mechanical design')");
    const of = this.add(`PRODUCT_CONTEXT('',#${application},'mechanical')`);
    const product = this.add(`PRODUCT('part','part','',(#${of}))`);
    const formation = this.add(`PRODUCT_DEFINITION_FORMATION('','',#${product})`);
    const design = this.add(
      `PRODUCT_DEFINITION_CONTEXT('part definition',#${application},'design')`,
    );
    const definition = this.add(`PRODUCT_DEFINITION('design','',#${formation},#${design})`);
    const whole = this.add(`PRODUCT_DEFINITION_SHAPE('','',#${definition})`);
    this.add(`SHAPE_DEFINITION_REPRESENTATION(#${whole},#${shape})`);
    return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n" +
      "FILE_NAME('','2026-01-01T00:00:00',(''),(''),'','','');\n" +
      "FILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 1 1 }'));\nENDSEC;\nDATA;\n" +
      `${this.#lines.join("\n")}\nENDSEC;\nEND-ISO-10303-21;\n`;
  }
}
