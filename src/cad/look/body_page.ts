/**
 * A body, as a page.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import { countedText, countText } from "../../page/quantity_text.ts";
import { bodyState } from "../assembly/body_state.ts";
import type { Body } from "../brep.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { bodyPictures } from "./body_picture.ts";
import { facts } from "./facts.ts";
import { measuredArea, measuredMass, numberText } from "./measured.ts";

/** Kinds of faces that are shown, and faces of a body that is measured without being asked. */
const [MOST_KINDS, MOST_MEASURED] = [12, 1500];

/** Draws up the page: what it is, how large, and its faces by kind. */
export function bodyPage(body: Body, units: string): Page {
  const { index, name, kind, brep, instances, entityId } = body;
  const { closed, manifold, shells, voids } = bodyState(body);
  const geometry = new BodyGeometry(brep, "keep");
  const measured = brep.faces.length <= MOST_MEASURED;
  const areas = brep.faces.map((_, face) => measured ? measuredArea(geometry, face) : NaN);
  const mass = measured ? measuredMass(geometry) : null;
  const total = areas.reduce((sum, area) => sum + area, 0);
  const { low, high } = geometry.box;
  const sides = [0, 1, 2].map((axis) => numberText(high[axis] - low[axis]));
  const pictures = bodyPictures([body], geometry);
  return {
    title: name ?? `Body ${index}`,
    lead: [
      `${kind}, ${countedText(brep.faces.length, "face")}, ` +
      `${countedText(brep.edges.length, "edge")}, ` +
      `${countedText(instances.length, "instance")}`,
    ],
    sections: [
      ...pictures.length === 0
        ? []
        : [{ heading: "", small: true, blocks: [{ kind: "pictures", pictures } as const] }],
      {
        heading: "Measures",
        small: true,
        blocks: [facts({
          "size": `${sides.join(" × ")} ${units}`,
          "area": Number.isNaN(total) ? null : `${numberText(total)} ${units}²`,
          "volume": mass === null ? null : `${numberText(mass.volume)} ${units}³`,
          "centre": mass === null ? null : mass.centre.map(numberText).join(", "),
          "closed": closed ? "yes" : "no",
          "manifold": manifold ? null : "no",
          "shells": shells === 1 ? null : String(shells),
          "voids": voids === 0 ? null : String(voids),
          "entity": entityId === null || entityId === undefined ? null : `#${entityId}`,
        })],
      },
      {
        heading: "Faces by kind",
        small: true,
        blocks: [{
          kind: "table",
          columns: [
            { name: "kind", whole: true },
            { name: "" },
            { name: "faces", align: "right" },
            {
              name: "area",
              align: "right",
            },
          ],
          rows: kindRows(body, areas),
        }],
      },
      {
        heading: "Go on",
        blocks: [{
          kind: "command",
          text: "For example:",
          command: "body.brep.faces[0] // one face\nnew BrepQueries(body.brep).getHoles()",
        }],
      },
    ],
  };
}

function kindRows({ brep }: Body, areas: readonly number[]) {
  const kinds = new Map<string, { count: number; area: number }>();
  brep.faces.forEach(({ surface }, i) => {
    const { count, area } = kinds.get(surface.kind) ?? { count: 0, area: 0 };
    kinds.set(surface.kind, { count: count + 1, area: area + areas[i] });
  });
  const sorted = [...kinds].sort((a, b) => b[1].count - a[1].count).slice(0, MOST_KINDS);
  return sorted.map(([kind, { count, area }]) => [
    kind,
    { share: count / sorted[0][1].count },
    countText(count),
    Number.isNaN(area) ? "–" : numberText(area),
  ]);
}
