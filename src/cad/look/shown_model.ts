/**
 * Models, bodies and faces that say what they are.
 *
 * @module
 */
import { plainText } from "../../base/plain_text.ts";
import { countedText } from "../../page/quantity_text.ts";
import { shownValue } from "../../page/shown_value.ts";
import type { Body, Brep, Face } from "../brep.ts";
import type { CadModel } from "../cad_loader.ts";

/**
 * Lets a notebook show a model, its bodies and their faces, and `console.log` write a line of each,
 * in place of all their numbers. The pages are loaded when one is asked for: workers never do.
 */
export function shownModel(model: CadModel): CadModel {
  const { units } = model.provenance;
  model.bodies.forEach((body) => showBody(body, units));
  return shownValue(model, {
    line: () =>
      `CadModel '${plainText(model.path)}': ${countedBodies(model.bodies.length)}, ` +
      `${countedText(model.getFaceCount(), "face")}, ${model.provenance.format}, ${units}`,
    page: async () => (await import("./model_page.ts")).modelPage(model),
  });
}

function showBody(body: Body, units: string): void {
  const page = async () => (await import("./body_page.ts")).bodyPage(body, units);
  shownValue(body, { page, line: () => `Body ${bodyText(body)}` });
  shownValue(body.brep, { page, line: () => `Brep ${bodyText(body)}` });
  body.brep.faces.forEach((face, index) => showFace(face, index, body.brep, units));
}

function showFace(face: Face, index: number, brep: Brep, units: string): void {
  shownValue(face, {
    line: () =>
      `Face ${index}${face.name === null ? "" : ` '${plainText(face.name)}'`}: ` +
      `${face.surface.kind}, ${countedText(face.loops.length, "loop")}` +
      (face.entityId === null ? "" : `, entity ${face.entityId}`),
    page: async () => (await import("./face_page.ts")).facePage(brep, index, units),
  });
}

function bodyText({ index, name, kind, brep }: Body): string {
  return `${index}${name === null ? "" : ` '${plainText(name)}'`}: ${kind}, ` +
    `${countedText(brep.faces.length, "face")}, ${countedText(brep.edges.length, "edge")}`;
}

function countedBodies(count: number): string {
  return count === 1 ? "1 body" : `${count} bodies`;
}
