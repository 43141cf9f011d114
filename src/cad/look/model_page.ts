/**
 * An opened CAD file, as a page.
 *
 * @module
 */
import { kernelName } from "../kernel_name.ts";
import type { Page, Section } from "../../page/page.ts";
import { countedText, countText, durationText, sizeText } from "../../page/quantity_text.ts";
import { assemblyNodes } from "../assembly/assembly.ts";
import { bodyState } from "../assembly/body_state.ts";
import type { CadModel } from "../cad_loader.ts";
import { bodyPictures } from "./body_picture.ts";

const [MOST_BODIES, MOST_NODES, MOST_PICTURES] = [12, 16, 4];

/** Draws up the page: what was opened, its bodies, how they are put together. */
export function modelPage(model: CadModel): Page {
  const { path, size, hash, bodies, provenance, timings } = model;
  const { format, units, fileUnits, kernel, kernelVersion } = provenance;
  const took = timings.read + timings.kernel + timings.parse;
  return {
    title: path.split(/[/\\]/).at(-1)!,
    lead: [
      `${format}, ${sizeText(size)}, in ${units}` +
      (fileUnits !== null && fileUnits !== units ? ` (the file: ${fileUnits})` : "") +
      `, opened in ${durationText(took)} with ${kernelName(kernel, kernelVersion)}`,
      `${path} · sha256 ${hash.slice(0, 12)}`,
    ],
    sections: [
      ...picturesSection(model),
      {
        heading: bodies.length === 1 ? "1 body" : `${countText(bodies.length)} bodies`,
        blocks: [{
          kind: "table",
          columns: [
            { name: "", align: "right" },
            { name: "name" },
            { name: "kind" },
            { name: "faces", align: "right" },
            { name: "edges", align: "right" },
            { name: "instances", align: "right", wide: true },
            { name: "closed", wide: true },
          ],
          rows: bodies.slice(0, MOST_BODIES).map((body) => [
            String(body.index),
            body.name ?? "–",
            body.kind,
            countText(body.brep.faces.length),
            countText(body.brep.edges.length),
            countText(body.instances.length),
            bodyState(body).closed ? "yes" : "no",
          ]),
          more: Math.max(0, bodies.length - MOST_BODIES),
        }],
      },
      ...assemblySection(model),
      {
        heading: "Go on",
        blocks: [{
          kind: "command",
          text: "For example:",
          command: [
            "model.getBody(0) // its faces, by kind",
            "new BrepQueries(model.getBrep(0)).getFaceAttributes(0)",
          ].join("\n"),
        }],
      },
    ],
  };
}

function picturesSection({ bodies }: CadModel): Section[] {
  const pictures = bodyPictures(bodies.slice(0, MOST_PICTURES));
  return pictures.length === 0 ? [] : [{ heading: "", blocks: [{ kind: "pictures", pictures }] }];
}

function assemblySection(model: CadModel): Section[] {
  const root = model.tree();
  if (root.children.length === 0) return [];
  const nodes = [...assemblyNodes(root)];
  const rows = nodes.slice(0, MOST_NODES).map(({ node: { name, bodies }, depth }) => ({
    mark: "·".repeat(depth),
    text: (name ?? "(no name)") +
      (bodies.length === 0 ? "" : `: body ${bodies.map(({ body }) => body).join(", ")}`),
    sub: "",
  }));
  return [{
    heading: `Assembly: ${countedText(nodes.length, "product")}`,
    blocks: [{ kind: "list", rows, more: nodes.length - rows.length }],
  }];
}
