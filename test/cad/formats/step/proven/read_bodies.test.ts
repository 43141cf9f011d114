import { beforeAll, describe, expect, test } from "vitest";
import type { Brep } from "../../../../../src/cad/brep.ts";
import { makeStepParts, spoil, type StepParts } from "../../../occt/step_parts.ts";
import { UNREAD_BALLS } from "./odd_balls.ts";
import { UNREAD_BANDS } from "./odd_bands.ts";
import { UNREAD_HOLES } from "./odd_holes.ts";
import { UNREAD_KINDS } from "./odd_kinds.ts";
import { readText, reasonOf } from "./read_text.ts";

let parts: StepParts;

beforeAll(async () => {
  parts = await makeStepParts();
});

/** A file whose body is in a context 9100 of these entities. */
const inContext = (text: string, context: string) =>
  text.replace(/(ADVANCED_BREP_SHAPE_REPRESENTATION\([^;]*,)#\d+\);/, "$1#9100);")
    .replace(/ENDSEC;\s*END-ISO/, `${context}$&`);

const counts = ({ faces, edges, vertices }: Brep) => [
  faces.length,
  edges.length,
  vertices.length / 3,
];

describe("what is read", () => {
  test("a box", () => {
    const [{ brep, kind, instances }] = readText(parts.box);
    expect(kind).toBe("solid");
    expect(counts(brep)).toEqual([6, 12, 8]);
    expect(instances).toEqual([{ transform: null, path: [] }]);
    expect(brep.edges.every(({ faces }) => faces.length === 2)).toBe(true);
    expect(Math.max(...brep.vertices)).toBe(30);
  });

  test("a cylinder, with its seam", () => {
    const [{ brep }] = readText(parts.cylinder);
    expect(counts(brep)).toEqual([3, 3, 2]);
    const side = brep.faces.find(({ surface }) => surface.kind === "cylinder")!;
    expect(side.loops.map((loop) => loop.length)).toEqual([4]);
  });

  test("one body in three places", () => {
    const bodies = readText(parts.assembly);
    expect(bodies.length).toBe(1);
    expect(bodies[0].instances.map(({ transform }) => transform?.[3] ?? 0)).toEqual([0, 100, 0]);
  });

  test("in another unit", () => {
    const [{ brep }] = readText(parts.box, 25.4);
    expect(Math.max(...brep.vertices)).toBeCloseTo(30 / 25.4, 12);
  });

  test("in the unit of its own context, whatever others state", () => {
    const metres =
      "#9100=(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((#9101))" +
      "REPRESENTATION_CONTEXT('',''));\n#9101=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT($,.METRE.));\n";
    const [{ brep }] = readText(parts.box.replace(/ENDSEC;\s*END-ISO/, `${metres}$&`));
    expect(Math.max(...brep.vertices)).toBe(30);
    const [{ brep: large }] = readText(inContext(parts.box, metres));
    expect(Math.max(...large.vertices)).toBe(30_000);
  });

  test("a band that the file gives no seam gets one", () => {
    const [{ brep }] = readText(withoutSeam(parts.cylinder));
    const side = brep.faces.find(({ surface }) => surface.kind === "cylinder")!;
    expect(side.loops.map((loop) => loop.length)).toEqual([4]);
    const seam = brep.edges.find(({ curve }) => curve?.kind === "nurbs")!;
    expect(seam.last - seam.first).toBeCloseTo(30, 12);
    expect(seam.faces.length).toBe(1);
  });
});

test("a sphere as a whole has a seam and two poles", () => {
  const [{ brep }] = readText(parts.sphere);
  expect(brep.faces[0].loops.map((loop) => loop.length)).toEqual([4]);
  expect(brep.edges.map(({ degenerate }) => degenerate)).toEqual([false, true, true]);
  expect(brep.vertices.length).toBe(6);
});

describe("what is not proven", () => {
  const fault = (change: (text: string) => string, text = parts.box) => {
    const changed = change(text);
    expect(changed).not.toBe(text);
    return reasonOf(changed);
  };

  test("a face that is missing", () => {
    expect(fault((text) => text.replace(/(CLOSED_SHELL\('',\()#\d+,/, "$1")))
      .toBe("a solid that is not closed");
  });

  test("a loop that is reversed", () => {
    expect(fault((text) => text.replace(/(FACE_BOUND\('',#\d+,)\.T\./, "$1.F.")))
      .toBe("an edge that two faces use in the same sense");
  });

  test("an edge that is reversed in its loop", () => {
    expect(fault((text) => text.replace(/(ORIENTED_EDGE\('',\*,\*,#\d+,)\.T\./, "$1.F.")))
      .toBe("a loop that does not close");
  });

  test("a radius that is off by a hundredth", () => {
    const off = (text: string) => text.replace(/(CYLINDRICAL_SURFACE\('',#\d+,)3\./, "$13.03");
    expect(fault(off, parts.cylinder)).toBe("an edge that is off its surface");
  });

  test("a circle whose radius is off", () => {
    const off = (text: string) => text.replace(/(CIRCLE\('',#\d+,)3\./, "$13.03");
    expect(fault(off, parts.cylinder)).toBe("a vertex that is off its edge");
  });

  test("a vertex that is moved", () => {
    const vertex = /VERTEX_POINT\('',#(\d+)\)/.exec(parts.box)![1];
    const moved = (text: string) =>
      text.replace(new RegExp(`(#${vertex} = CARTESIAN_POINT\\('',\\()([^,]*),`), "$11.5,");
    expect(fault(moved)).toMatch(
      /^(a vertex that is off its edge|an edge that runs against its curve)$/,
    );
  });

  test("a surface that is moved", () => {
    const plane = /PLANE\('',#(\d+)\)/.exec(parts.box)![1];
    const frame = new RegExp(`#${plane} = AXIS2_PLACEMENT_3D\\('',#(\\d+)`).exec(parts.box)![1];
    const moved = (text: string) =>
      text.replace(
        new RegExp(`(#${frame} = CARTESIAN_POINT\\('',\\()[^)]*\\)`),
        "$13.,3.,3.)",
      );
    expect(fault(moved)).toBe("an edge that is off its surface");
  });

  test("normals that all point inwards", () => {
    expect(
      fault((text) =>
        text.replace(
          /(ADVANCED_FACE\('',\(#\d+\),#\d+,)\.(T|F)\./g,
          (_, head, sense) => `${head}.${sense === "T" ? "F" : "T"}.`,
        )
      ),
    ).not.toBe(null);
  });

  test("a body that is far from its origin", () => {
    expect(fault((text) => spoil(text, "1E12", 1, 0))).not.toBe(null);
  });

  test("no unit at all", () => {
    expect(fault((text) => text.replace("SI_UNIT(.MILLI.,.METRE.)", "SI_UNIT($,.NONE.)")))
      .toBe("a file without a unit of length");
  });

  test("a body in a context that has no unit, in a file where others have", () => {
    const none = "#9100=(GEOMETRIC_REPRESENTATION_CONTEXT(3)REPRESENTATION_CONTEXT('',''));\n";
    expect(fault((text) => inContext(text, none))).toBe("a body without a unit");
  });

  test("a face that is in no body", () => {
    const more = (text: string) => text.replace(/#\d+ = (ADVANCED_FACE\(.*?\);)/s, "$&\n#9100=$1");
    expect(fault(more)).toBe("faces that no product has");
  });

  test("an edge whose ends are the wrong way round", () => {
    expect(fault((text) => text.replace(/(EDGE_CURVE\('',#\d+,#\d+,#\d+,)\.T\./, "$1.F.")))
      .toBe("an edge that runs against its curve");
  });

  const unread = { ...UNREAD_KINDS, ...UNREAD_BALLS, ...UNREAD_BANDS, ...UNREAD_HOLES };
  test.each(Object.keys(unread))("%s", (reason) => {
    expect(reasonOf(unread[reason]())).toBe(reason);
  });

  test("an item that is not read", () => {
    expect(fault((text) => text.replace("MANIFOLD_SOLID_BREP", "SOLID_REPLICA")))
      .toBe("an item of the kind SOLID_REPLICA");
  });

  test("a face of an unknown kind of surface", () => {
    expect(fault((text) => text.replace("PLANE(", "OTHER_PLANE(")))
      .toBe("a surface of the kind OTHER_PLANE");
  });
});

/** The cylinder with its side bounded by two loops of a circle each, as some programs write it. */
function withoutSeam(text: string): string {
  const side = /#(\d+) = CYLINDRICAL_SURFACE/.exec(text)![1];
  const [, head, bound, tail] = new RegExp(`(ADVANCED_FACE\\('',\\()#(\\d+)(\\),#${side},)`)
    .exec(text)!;
  const loop = new RegExp(`#${bound} = FACE_BOUND\\('',#(\\d+),`).exec(text)![1];
  const edges = new RegExp(`#${loop} = EDGE_LOOP\\('',\\(([^)]*)\\)`).exec(text)![1].split(",");
  const circles = edges.filter((oriented) => {
    const edge = new RegExp(`${oriented} = ORIENTED_EDGE\\('',\\*,\\*,(#\\d+),`).exec(text)![1];
    return edges.filter((other) =>
      new RegExp(`${other} = ORIENTED_EDGE\\('',\\*,\\*,${edge},`).test(text)
    ).length === 1;
  });
  const added = circles.map((circle, i) =>
    `#90${i}0=EDGE_LOOP('',(${circle}));\n#90${i}1=FACE_BOUND('',#90${i}0,.T.);\n`
  ).join("");
  return text.replace(head + `#${bound}` + tail, `${head}#9001,#9011${tail}`)
    .replace(/ENDSEC;\s*END-ISO/, `${added}$&`);
}
