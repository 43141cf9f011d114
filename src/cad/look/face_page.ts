/**
 * A face, as a page.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import { countedText } from "../../page/quantity_text.ts";
import type { Brep } from "../brep.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import type { Surface } from "../geometry/surface.ts";
import { facts } from "./facts.ts";
import { measuredArea, numberText } from "./measured.ts";

const MOST_NEIGHBOURS = 12;

/** Draws up the page: its surface, how large it is, what it meets. */
export function facePage(brep: Brep, index: number, units: string): Page {
  const face = brep.faces[index];
  const { surface, loops, name, entityId, tolerance, reversed } = face;
  const geometry = new BodyGeometry(brep);
  const area = measuredArea(geometry, index);
  const edges = new Set(loops.flatMap((loop) => loop.map(({ edge }) => edge)));
  const neighbours = new Set([...edges].flatMap((edge) => brep.edges[edge].faces));
  neighbours.delete(index);
  const shown = [...neighbours].sort((a, b) => a - b);
  return {
    title: `Face ${index}${name === null ? "" : `: ${name}`}`,
    lead: [
      `${surface.kind}, ${countedText(loops.length, "loop")}, ${countedText(edges.size, "edge")}`,
    ],
    sections: [{
      heading: "Measures",
      blocks: [facts({
        "area": Number.isNaN(area) ? null : `${numberText(area)} ${units}²`,
        "centroid": Number.isNaN(area)
          ? null
          : geometry.area(index).centroid.map(numberText).join(", "),
        ...surfaceFacts(surface, units),
        "against its surface": reversed ? "yes" : null,
        "meets faces": shown.length === 0 ? null : shown.slice(0, MOST_NEIGHBOURS).join(", ") +
          (shown.length > MOST_NEIGHBOURS ? ` and ${shown.length - MOST_NEIGHBOURS} more` : ""),
        "entity": entityId === null ? null : `#${entityId}`,
        "tolerance": `${numberText(tolerance)} ${units}`,
      })],
    }],
  };
}

/** The radii and angles that surfaces of this kind have. */
function surfaceFacts(surface: Surface, units: string): Record<string, string | null> {
  const numbers = surface as unknown as Readonly<Record<string, unknown>>;
  const length = (key: string) =>
    typeof numbers[key] === "number" ? `${numberText(numbers[key])} ${units}` : null;
  const angle = numbers.angle;
  return {
    "radius": length("radius"),
    "major radius": length("majorRadius"),
    "minor radius": length("minorRadius"),
    "half angle": typeof angle === "number" ? `${numberText(angle * 180 / Math.PI)}°` : null,
  };
}
