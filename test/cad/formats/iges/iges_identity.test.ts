import { expect, test } from "vitest";
import type { Body, BodyKind } from "../../../../src/cad/brep.ts";
import { identifyIgesBodies } from "../../../../src/cad/formats/iges/iges_identity.ts";
import { precheckIges } from "../../../../src/cad/formats/iges/iges_precheck.ts";
import { box } from "../../../helpers/breps.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, solidBox } from "./iges_text.ts";

const { entities } = precheckIges(
  latin1Of(igesText(solidBox([1, 2, 3], { label: "SIDE", colour: 4 }))),
);
const faces = [...entities.values()].filter(({ type }) => type === 510);

function bodyOf(kind: BodyKind): Body {
  const brep = box(1, 2, 3);
  const instances = [{ transform: null, path: [] }];
  return {
    index: 0,
    kind,
    name: null,
    instances,
    brep: {
      ...brep,
      faces: brep.faces.map((face, i) => ({ ...face, entityId: faces[i].number })),
    },
  };
}

test("bodies and faces have names, colours and numbers of their entities", () => {
  const [solid, shell, loose] = identifyIgesBodies(
    [bodyOf("solid"), bodyOf("shell"), bodyOf("face")],
    entities,
  );
  expect(solid).toMatchObject({ name: "BOX(7)", colour: { red: 1, green: 0 } });
  expect(entities.get(solid.entityId!)!.type).toBe(186);
  expect(entities.get(shell.entityId!)!.type).toBe(514);
  expect(loose).toMatchObject({ name: null, entityId: null, colour: null });
  expect(solid.brep.faces[0]).toMatchObject({ name: "SIDE", colour: { red: 0, blue: 1 } });
});

test("a face that has no colour has that of its body", () => {
  const plain = precheckIges(latin1Of(igesText(solidBox([1, 2, 3])))).entities;
  const [{ brep }] = identifyIgesBodies([bodyOf("solid")], plain);
  expect(brep.faces[0]).toMatchObject({ name: null, colour: { red: 1, green: 0 } });
});
