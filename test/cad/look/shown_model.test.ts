import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { createModel } from "../../../src/cad/assembly/cad_model.ts";
import { unnamedRoot } from "../../../src/cad/assembly/assembly.ts";
import type { Body, Brep } from "../../../src/cad/brep.ts";
import { shownModel } from "../../../src/cad/look/shown_model.ts";
import { box, cylinder } from "../../helpers/breps.ts";

const HOSTILE = `<img src=x onerror="alert(1)">`;
const body = (index: number, name: string, brep: Brep): Body => ({
  index,
  name,
  kind: "solid",
  brep,
  instances: [{ transform: null, path: [] }],
});
const placed = (body: number) => ({ ...unnamedRoot([{ body, instance: 0 }]), name: `p${body}` });
const model = shownModel(createModel({
  path: "/parts/two.step",
  hash: "0123456789abcdef",
  size: 2048,
  bodies: [body(0, HOSTILE, box(1, 2, 3)), body(1, "pin", cylinder(2, 5))],
  provenance: {
    kernel: "OpenCascade",
    kernelVersion: "8.0",
    reader: "step",
    units: "mm",
    fileUnits: "inch",
    format: "STEP",
  },
  timings: { read: 1, kernel: 2, parse: 3 },
  assembly: () => ({ ...unnamedRoot([], [placed(0), placed(1)]), name: "root" }),
}));

async function shown(of: object): Promise<Record<string, string>> {
  return await Reflect.get(of, JUPYTER_DISPLAY).call(of);
}

test("a model shows its bodies, a picture of each and its assembly", async () => {
  const { "text/html": html, "text/plain": text } = await shown(model);
  for (const part of ["two.step", "STEP, 2.0 kB, in mm (the file: inch)", "2 bodies", "pin"]) {
    expect(text).toContain(part);
  }
  expect(text).toContain("Assembly: 3 products");
  expect(text).toMatch(/p1: body 1/);
  expect(html.match(/data:image\/png/g)).toHaveLength(2);
  expect(html).toContain("&lt;img");
  expect(html).not.toContain("<img src=x");
  expect(html.length).toBeLessThan(60_000);
});

test("a body shows what it measures, and its faces by kind", async () => {
  const text = (await shown(model.getBody(1)))["text/plain"];
  expect(text).toMatch(new RegExp(`volume +${(20 * Math.PI).toPrecision(5)} mm³`));
  expect(text).toMatch(/plane +█+▏ +2 +25\.133/);
  expect(text).toMatch(/cylinder .* 1 +62\.832/);
  expect(text).toMatch(/size +4 × 4 × 5 mm/);
  expect(await shown(model.getBrep(1))).toEqual(await shown(model.getBody(1)));
});

test("a face shows its surface, and an open body has no volume", async () => {
  const faces = model.getBrep(1).faces;
  const round = faces.findIndex(({ surface }) => surface.kind === "cylinder");
  expect((await shown(faces[round]))["text/plain"]).toMatch(/area +62\.832 mm²[\s\S]*radius +2 mm/);
  const brep = box(1, 2, 3);
  const open = { ...brep, faces: brep.faces.slice(1) };
  const one = shownModel(createModel({ ...model, bodies: [body(0, "open", open)] }));
  const text = (await shown(one.getBody(0)))["text/plain"];
  expect(text).toMatch(/closed +no/);
  expect(text).not.toContain("volume");
});

test("console.log writes a line of each", () => {
  expect(Deno.inspect(model)).toBe("CadModel '/parts/two.step': 2 bodies, 9 faces, STEP, mm");
  expect(Deno.inspect(model.getBody(1))).toBe("Body 1 'pin': solid, 3 faces, 3 edges");
  expect(Deno.inspect(model.getBrep(1).faces[0])).toMatch(/^Face 0: \w+, \d loops?/);
  expect(JSON.stringify(model.getBody(1).name)).toBe(`"pin"`);
});
