import { expect, test } from "vitest";
import { type Cuts, EdgeReader } from "../../../../../src/cad/formats/step/proven/edge_reader.ts";
import { StepFrames } from "../../../../../src/cad/formats/step/proven/step_frames.ts";
import { StepGeometry } from "../../../../../src/cad/formats/step/proven/step_geometry.ts";
import { cursorOver } from "./read_text.ts";

/** A half disc of radius 2: a half circle from (2, 0) to (-2, 0), and the line back. */
const HALF = `#1=CARTESIAN_POINT('',(0.,0.,0.));
#2=CARTESIAN_POINT('',(2.,0.,0.));
#3=CARTESIAN_POINT('',(-2.,0.,0.));
#4=DIRECTION('',(0.,0.,1.));
#5=DIRECTION('',(1.,0.,0.));
#6=AXIS2_PLACEMENT_3D('',#1,#4,#5);
#7=CIRCLE('',#6,2.);
#8=VECTOR('',#5,1.);
#9=LINE('',#3,#8);
#10=VERTEX_POINT('',#2);
#11=VERTEX_POINT('',#3);
#12=EDGE_CURVE('',#10,#11,#7,.T.);
#13=EDGE_CURVE('',#10,#11,#9,.F.);
#14=ORIENTED_EDGE('',*,*,#12,.T.);
#15=ORIENTED_EDGE('',*,*,#13,.F.);
#16=EDGE_LOOP('',(#14,#15));
#17=FACE_OUTER_BOUND('',#16,.T.);
#18=FACE_BOUND('',#16,.F.);
#19=ORIENTED_EDGE('',*,*,#13,.T.);
#20=EDGE_LOOP('',(#14,#19));
#21=FACE_BOUND('',#20,.T.);
#22=EDGE_LOOP('',());
#23=FACE_BOUND('',#22,.T.);
#24=VERTEX_LOOP('',#10);
#25=FACE_BOUND('',#24,.T.);`;

const PRECISION = { precision: 1e-6, stated: { least: 1e-6, most: 1e-6 } };

function reader(lines = HALF, cuts: Cuts = new Map()): EdgeReader {
  const cursor = cursorOver(lines), frames = new StepFrames(cursor, 1);
  const geometry = new StepGeometry(cursor, frames, 1);
  return new EdgeReader({
    cursor,
    frames,
    geometry,
    faceNames: new Map(),
    kernelErrs: () => {},
    ...PRECISION,
  }, cuts);
}

test("edges run along their curves, whichever way the file says", () => {
  const edges = reader(), { uses, along } = edges.loop(17, true);
  expect(along).toBe(true);
  expect(uses.map(({ edge: { id }, reversed }) => [id, reversed])).toEqual([[12, false], [
    13,
    false,
  ]]);
  const [arc, chord] = uses.map(({ edge }) => edge);
  expect([arc.first, arc.last]).toEqual([0, Math.PI]);
  // The line runs from (-2, 0) to (2, 0): against the entity, whose sense is .F.
  expect([chord.first, chord.last]).toEqual([0, 4]);
  expect([chord.startVertex, chord.endVertex]).toEqual([arc.endVertex, arc.startVertex]);
  expect(edges.vertices).toEqual([2, 0, 0, -2, 0, 0]);
});

test("a loop is turned by its bound or by its face", () => {
  const senses = (bound: number, forward: boolean) => {
    const { uses, along } = reader().loop(bound, forward);
    return [along, ...uses.map(({ reversed }) => reversed)];
  };
  expect(senses(17, false)).toEqual([false, true, true]);
  expect(senses(18, true)).toEqual([false, true, true]);
  expect(senses(18, false)).toEqual([true, false, false]);
});

test("an edge that is cut is read in pieces", () => {
  const edges = reader(
    HALF,
    new Map([[12, [2, 1].map((parameter) => ({ edge: 12, parameter, face: 1 }))]]),
  );
  const { uses } = edges.loop(17, true);
  expect(uses.map(({ edge: { first, last } }) => [first, last])).toEqual([
    [0, 1],
    [1, 2],
    [2, Math.PI],
    [0, 4],
  ]);
  expect(edges.piecesOf(uses[0].edge).length).toBe(3);
  expect(edges.vertices.length).toBe(12);
});

test("what does not close, or is none, is refused", () => {
  expect(() => reader().loop(21, true)).toThrow("a loop that does not close (#20)");
  expect(() => reader().loop(23, true)).toThrow("a loop without edges (#22)");
  expect(() => reader().loop(25, true)).toThrow("a VERTEX_LOOP where a EDGE_LOOP is read (#24)");
  const off = HALF.replace("(2.,0.,0.)", "(2.1,0.,0.)");
  expect(() => reader(off).loop(17, true)).toThrow("a vertex that is off its edge (#12)");
});
