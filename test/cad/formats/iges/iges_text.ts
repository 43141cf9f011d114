/** IGES files for the tests: entities put together by hand, and a box of them. */

/** One entity, without what its place in the file gives it. */
export interface TextEntity {
  readonly type: number;
  readonly form?: number;
  /** Numbers stand as they are, real ones with a point; texts as strings of IGES. */
  readonly parameters: readonly (number | string | { readonly raw: string })[];
  readonly label?: string;
  readonly subscript?: number;
  readonly colour?: number;
  readonly transform?: number;
  /** Blank, subordinate, use, hierarchy: eight digits. */
  readonly status?: string;
}

/** What stands in the global section. */
export interface TextGlobal {
  readonly unit?: string;
  readonly scale?: string;
  readonly resolution?: string;
  readonly system?: string;
  readonly parameter?: string;
  readonly record?: string;
}

const real = (value: number) => Number.isInteger(value) ? `${value}.` : String(value);

/** A real number among parameters, whatever its value. */
export const r = (value: number) => ({ raw: real(value) });

/** A file of these entities: the first one has the number 1, the next one 3, and so on. */
export function igesText(entities: readonly TextEntity[], global: TextGlobal = {}): string {
  const { unit = "2,2HMM", scale = "1.", resolution = "1.E-06", system = "4HTest" } = global;
  const { parameter = ",", record = ";" } = global;
  const parameters: string[] = [], directory: string[] = [];
  for (const entity of entities) {
    const number = directory.length + 1, from = parameters.length + 1;
    const pieces = [entity.type, ...entity.parameters].map((value) =>
      typeof value === "string"
        ? `${value.length}H${value}`
        : typeof value === "number"
        ? String(value)
        : value.raw
    );
    for (const line of wrapped(pieces, 64, parameter, record)) {
      parameters.push(`${line.padEnd(64)}${String(number).padStart(8)}`);
    }
    const field = (value: number | string) => String(value).padStart(8);
    directory.push(
      [entity.type, from, 0, 0, 0, 0, entity.transform ?? 0, 0].map(field).join("") +
        (entity.status ?? "00000000"),
      [entity.type, 0, entity.colour ?? 0, parameters.length - from + 1, entity.form ?? 0].map(
        field,
      ).join("") + " ".repeat(16) + field(entity.label ?? "") + field(entity.subscript ?? 0),
    );
  }
  const head = [
    parameter === "," ? "" : `1H${parameter}`,
    record === ";" ? "" : `1H${record}`,
    ...["3Hbox", "7Hbox.igs", system, "3H1.0", "32", "38", "6", "308", "15", "3Hbox", scale],
    ...[...unit.split(","), "1", "0.01", "15H20260101.000000", resolution, "1000.", "2Hme"],
    ...["2Hus", "11", "0", "15H20260101.000000"],
  ];
  const lines = wrapped(head, 72, parameter, record);
  const sections = { S: ["A file of the tests"], G: lines, D: directory, P: parameters };
  const counts = Object.entries(sections).map(([letter, { length }]) =>
    letter + String(length).padStart(7)
  );
  return Object.entries({ ...sections, T: [counts.join("")] }).flatMap(([letter, texts]) =>
    texts.map((text, i) => `${text.padEnd(72)}${letter}${String(i + 1).padStart(7)}\n`)
  ).join("");
}

/** Parameters in lines: none goes on in the next one. */
function wrapped(pieces: readonly string[], width: number, parameter: string, record: string) {
  const lines = [""];
  pieces.forEach((piece, i) => {
    const text = piece + (i < pieces.length - 1 ? parameter : record);
    if (lines[lines.length - 1].length + text.length > width) lines.push("");
    lines[lines.length - 1] += text;
  });
  return lines;
}

/** The corners of a box, three numbers each, and its sides by corners, seen from outside. */
export function boxCorners([x, y, z]: readonly number[]): number[][] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [i & 1 ? x : 0, i & 2 ? y : 0, i & 4 ? z : 0]);
}

export const BOX_SIDES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
];

/** A box of trimmed planes (type 144), which no shell holds together. */
export function trimmedBox(size: readonly number[], more: Partial<TextEntity> = {}): TextEntity[] {
  const corners = boxCorners(size), entities: TextEntity[] = [];
  const add = (entity: TextEntity) => 2 * entities.push(entity) - 1;
  for (const side of BOX_SIDES) {
    const [a, b, , d] = side.map((corner) => corners[corner]);
    const surface = add(planePatch(a, b, d));
    const lines = side.map((corner, i) =>
      add(line(corners[corner], corners[side[(i + 1) % side.length]]))
    );
    const loop = add({ type: 102, parameters: [lines.length, ...lines], status: "00010000" });
    const boundary = add({
      type: 142,
      parameters: [0, surface, 0, loop, 2],
      status: "00010500",
    });
    add({ type: 144, parameters: [surface, 1, 0, boundary], ...more });
  }
  return entities;
}

/** A box as a solid (type 186), behind other entities. */
export function solidBox(
  size: readonly number[],
  more: Partial<TextEntity> = {},
  before: readonly TextEntity[] = [],
): TextEntity[] {
  const corners = boxCorners(size), entities: TextEntity[] = [...before];
  const add = (entity: TextEntity) => 2 * entities.push(entity) - 1;
  const inner = { status: "00010000" };
  const vertices = add({
    type: 502,
    form: 1,
    parameters: [corners.length, ...corners.flat().map(r)],
    ...inner,
  });
  const pairs: [number, number][] = [], curves: number[] = [];
  const edgeOf = (from: number, to: number) => {
    const known = pairs.findIndex(([a, b]) => (a === from && b === to) || (a === to && b === from));
    if (known >= 0) return known;
    curves.push(add(line(corners[from], corners[to])));
    return pairs.push([from, to]) - 1;
  };
  const sides = BOX_SIDES.map((side) =>
    side.map((from, i) => {
      const to = side[(i + 1) % side.length], edge = edgeOf(from, to);
      return { edge, along: pairs[edge][0] === from };
    })
  );
  const edges = add({
    type: 504,
    form: 1,
    parameters: [
      pairs.length,
      ...pairs.flatMap(([a, b], i) => [curves[i], vertices, a + 1, vertices, b + 1]),
    ],
    ...inner,
  });
  const faces = sides.map((uses, i) => {
    const [a, b, , d] = BOX_SIDES[i].map((corner) => corners[corner]);
    const surface = add(planePatch(a, b, d));
    const loop = add({
      type: 508,
      form: 1,
      parameters: [
        uses.length,
        ...uses.flatMap(({ edge, along }) => [0, edges, edge + 1, along ? 1 : 0, 0]),
      ],
      ...inner,
    });
    return add({ type: 510, form: 1, parameters: [surface, 1, 1, loop], ...inner, ...more });
  });
  const shell = add({
    type: 514,
    form: 1,
    parameters: [faces.length, ...faces.flatMap((face) => [face, 1])],
    ...inner,
  });
  add({ type: 186, parameters: [shell, 1, 0], label: "BOX", subscript: 7, colour: 2 });
  return entities;
}

function line(a: readonly number[], b: readonly number[]): TextEntity {
  return { type: 110, parameters: [...a, ...b].map(r), status: "00010000" };
}

/** The plane through three corners of a rectangle, as a B-spline surface of degree 1. */
function planePatch(
  a: readonly number[],
  b: readonly number[],
  d: readonly number[],
): TextEntity {
  const c = b.map((x, k) => x + d[k] - a[k]);
  return {
    type: 128,
    parameters: [
      ...[1, 1, 1, 1, 0, 0, 1, 0, 0],
      ...[0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1].map(r),
      ...[...a, ...b, ...d, ...c].map(r),
      ...[0, 1, 0, 1].map(r),
    ],
    status: "00010000",
  };
}
