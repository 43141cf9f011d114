import { expect, test } from "vitest";
import type { BodyMesh } from "../../../src/cad/mesh/body_mesh.ts";
import { renderBody, type RenderOptions } from "../../../src/cad/render/render_body.ts";
import { boxMesh, cylinderMesh } from "../../helpers/meshes.ts";

/** Draws without edges, unless they are asked for, and gives the pixel at a place. */
function draw(mesh: BodyMesh, options: RenderOptions = {}) {
  const { width, data } = renderBody(mesh, { size: 64, line: null, ...options });
  return (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
}

/** How much of a red line there is: the body itself is rather blue. */
const redness = ([red, green]: number[]) => red - green;
const bright = ([red, green, blue]: number[]) => red + green + blue;

test("what is behind is transparent, or has the colour that is asked for", () => {
  expect(draw(boxMesh())(0, 0)[3]).toBe(0);
  expect(draw(boxMesh(), { background: [10, 20, 30] })(0, 0)).toEqual([10, 20, 30, 255]);
});

test("the sides of a box are lit differently, the top most", () => {
  const at = draw(boxMesh());
  const [top, left, right] = [at(32, 12), at(20, 42), at(48, 42)].map(bright);
  expect(top).toBeGreaterThan(left + 60);
  expect(left).toBeGreaterThan(right + 20);
});

test("from each side the face of that side is seen", () => {
  const colours = Array.from({ length: 6 }, (_, face) => [40 * face, 0, 0] as const);
  const sides = { left: 0, right: 1, front: 2, back: 3, bottom: 4, top: 5 } as const;
  for (const [view, face] of Object.entries(sides)) {
    const [red, green] = draw(boxMesh(), { view: view as keyof typeof sides, colours })(32, 32);
    // Gloss adds the same to each channel.
    const light = (red - green) / 40;
    expect(Math.abs(light - face * (light / face || 0))).toBeLessThan(0.2);
    expect(face === 0 ? red === green : red > green).toBe(true);
  }
});

test("what is nearer hides what is behind, whichever is drawn first", () => {
  const near = boxMesh(), red = [250, 0, 0] as const, blue = [0, 0, 250] as const;
  // The same box, with its triangles in the opposite order.
  const order = Array.from({ length: 12 }, (_, t) => 11 - t);
  const turned: BodyMesh = {
    ...near,
    triangles: Uint32Array.from(
      order.flatMap((t) => [0, 1, 2].map((k) => near.triangles[3 * t + k])),
    ),
    triangleFaces: Uint32Array.from(order, (t) => near.triangleFaces[t]),
    normals: Float32Array.from(order.flatMap((t) => [...near.normals.subarray(9 * t, 9 * t + 9)])),
  };
  const colours = [red, blue, red, blue, red, blue];
  for (const view of ["iso", "front", "top"] as const) {
    const [one, other] = [near, turned].map((mesh) =>
      renderBody(mesh, { view, colours, size: 48 })
    );
    expect(other.data).toEqual(one.data);
  }
});

test("edges are drawn, but not behind faces, and no seam where it is left out", () => {
  const at = draw(boxMesh(), { view: "front", line: [255, 0, 0] });
  expect(redness(at(32, 61))).toBeGreaterThan(60); // the lower edge
  expect(redness(at(32, 32))).toBeLessThan(0);
  const iso = draw(boxMesh(), { line: [255, 0, 0] });
  // The corner that is away from the eye lies behind the middle of the picture.
  for (let y = 30; y < 36; y++) expect(redness(iso(30, y))).toBeLessThan(0);
  const count = (hidden: number[]) => {
    const options = { size: 96, view: "right", line: [255, 0, 0] } as const;
    const { data } = renderBody(cylinderMesh(), { ...options, hiddenEdges: new Set(hidden) });
    let red = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 1] + 30) red++;
    return red;
  };
  expect(count([])).toBeGreaterThan(count([2]) + 40);
});

test("a round body has an outline where it has no edge", () => {
  const at = draw(cylinderMesh(), { size: 96, view: "front", line: [255, 0, 0] });
  const row = Array.from({ length: 96 }, (_, x) => at(x, 48));
  const seen = row.filter(([, , , opacity]) => opacity > 100);
  const outlined = seen.map((pixel) => redness(pixel) > 20);
  for (const end of [outlined.slice(0, 2), outlined.slice(-2)]) expect(end).toContain(true);
  expect(outlined.filter(Boolean).length).toBeLessThan(6);
});

test("both sides of a sheet are seen", () => {
  const mesh = boxMesh();
  const top = { ...mesh, triangles: mesh.triangles.slice(30), triangleFaces: new Uint32Array(2) };
  const sheet = { ...top, normals: mesh.normals.slice(90) };
  const [above, below] = (["top", "bottom"] as const).map((view) => draw(sheet, { view })(32, 32));
  expect(below).toEqual(above);
});

test("the same mesh gives the same bytes, and a body of nothing an empty picture", () => {
  expect(renderBody(cylinderMesh())).toEqual(renderBody(cylinderMesh()));
  const nothing = { ...boxMesh(), triangles: new Uint32Array(), triangleFaces: new Uint32Array() };
  const points = { points: new Float64Array(), edgePoints: new Uint32Array() };
  const empty = { ...nothing, ...points, edgeOffsets: new Uint32Array(1) };
  const { data } = renderBody(empty, { size: 16 });
  expect(data.some((value) => value > 0)).toBe(false);
});
