import { expect, test } from "vitest";
import { StepFrames } from "../../../../../src/cad/formats/step/proven/step_frames.ts";
import { cursorOver } from "./read_text.ts";

const LINES = `#1=CARTESIAN_POINT('',(1.,2.,3.));
#2=DIRECTION('',(0.,0.,2.));
#3=DIRECTION('',(1.,1.,1.));
#4=AXIS2_PLACEMENT_3D('',#1,#2,#3);
#5=AXIS2_PLACEMENT_3D('',#1,#2,#2);
#6=AXIS2_PLACEMENT_3D('',#1,$,$);
#7=AXIS1_PLACEMENT('',#1,#2);
#8=DIRECTION('',(0.,0.,0.));
#9=CARTESIAN_POINT('',(1.,2.));
#10=VECTOR('',#3,0.);
#11=DIRECTION('',(0.6,0.8,0.));
#12=AXIS2_PLACEMENT_3D('',#1,#11,$);`;
const frames = new StepFrames(cursorOver(LINES), 25.4);

test("x is the part of the reference direction that is perpendicular to the axis", () => {
  const half = Math.SQRT1_2;
  const frame = [...frames.frame(4)];
  expect(frame.slice(0, 3)).toEqual([25.4, 50.8, 76.19999999999999]);
  [half, half, 0, -half, half, 0, 0, 0, 1].forEach((x, i) =>
    expect(frame[3 + i]).toBeCloseTo(x, 14)
  );
  expect([...frames.frame(6)].slice(3).map((x) => x + 0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(frames.frame(4)).toBe(frames.frame(4));
});

test("a frame without a reference direction is right-handed and of unit vectors", () => {
  const [, , , a, b, c, d, e, f, x, y, z] = frames.frame(12);
  expect([x, y, z]).toEqual([0.6, 0.8, 0]);
  expect(a * x + b * y + c * z).toBeCloseTo(0, 14);
  expect(Math.hypot(a, b, c)).toBeCloseTo(1, 14);
  expect([d, e, f].map((v, i) => v - [y * c - z * b, z * a - x * c, x * b - y * a][i]))
    .toEqual([0, 0, 0]);
});

test("an axis", () => {
  const { origin, axis } = frames.axis(7);
  expect([...origin, ...axis]).toEqual([25.4, 50.8, 76.19999999999999, 0, 0, 1]);
});

test("what defines no place is refused", () => {
  expect(() => frames.frame(5)).toThrow("a reference direction along the axis (#5)");
  expect(() => frames.direction(8)).toThrow("a direction without a length (#8)");
  expect(() => frames.point(9)).toThrow("not of three numbers (#9)");
  expect(() => frames.vector(10)).toThrow("a vector without a length (#10)");
  expect(() => frames.radius(-1, 3)).toThrow("a radius that is not above zero (#3)");
});
