/** The pictures and triangles of one item's bodies. @module */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../base/message_of.ts";
import type { Brep } from "../../cad/brep.ts";
import type { CadModel } from "../../cad/cad_loader.ts";
import { glbOf } from "../../cad/mesh/files/glb.ts";
import { drawPreview } from "../../cad/previews/draw_preview.ts";
import { PREVIEW_LOOK } from "../../cad/previews/preview_look.ts";
import { previewName } from "../../cad/previews/preview_name.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { BodyInfo, DataStorage, SampleStorage } from "../../storage/data_storage.ts";

/** Where previews are, as the infoset tells it: from the flow's folder. */
const FOLDER = "stream_cache";

/**
 * Faces that a body, and all bodies of an item, may have: counted, and not timed, so that the same
 * files give the same dataset on every machine.
 */
const [MOST_FACES, MOST_OF_ITEM] = [5_000, 20_000];

/** What became of the preview of one body. */
export interface PreviewNote {
  /** Position among the file's bodies. */
  readonly body: number;
  /** Paths from the flow's folder; null where there is none. */
  readonly png: string | null;
  readonly glb: string | null;
  /** Why there is none, or null. */
  readonly skipped: string | null;
}

/** Draws what an item's tasks have encoded, before its file is sealed. */
export class ItemPreviews {
  /** What became of each body, once they are drawn. */
  notes: readonly PreviewNote[] | null = null;
  /** When there is no more time for them, as `performance.now()` tells it. */
  until = Infinity;
  readonly #folder: string;
  readonly #bodies = new Map<number, BodyInfo>();

  /** @param folder where previews go: `png` and `glb` are in it */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Notes a body that is encoded as a sample of its own. */
  add(body: BodyInfo): void {
    this.#bodies.set(body.index, body);
  }

  /** Draws them, once, with their paths in the infoset. What fails here fails no item. */
  draw(storage: DataStorage, model: CadModel | null): void {
    if (this.notes !== null || model === null) return;
    let left = MOST_OF_ITEM;
    this.notes = samplesOf(this.#bodies, storage, model).map(({ body, brep, sample, name }) => {
      const told = (skipped: string) => ({ body, png: null, glb: null, skipped });
      if (!isBrep(brep)) return told("its task has encoded something else than a body of the file");
      if (brep.faces.length > left) {
        return told(`previews are drawn of up to ${MOST_OF_ITEM} faces of a file`);
      }
      if (performance.now() > this.until) return told("half of the item's time is over");
      left -= brep.faces.length;
      try {
        const drawn = drawPreview(brep, { ...PREVIEW_LOOK, mostFaces: MOST_FACES });
        if ("reason" in drawn) return told(drawn.reason);
        const of = { file: model.path, hash: model.hash, body, faces: brep.faces.length };
        const stem = previewName(of, PREVIEW_LOOK);
        const colours = brep.faces.map(({ colour = null }) => colour);
        const png = this.#write("png", stem, drawn.png);
        const glb = this.#write("glb", stem, glbOf([{ mesh: drawn.mesh, name, colours }]));
        sample.saveMetadata("stream_cache_png", png);
        sample.saveMetadata("stream_cache_3d", glb);
        return { body, png, glb, skipped: null };
      } catch (error) {
        return told(messageOf(error));
      }
    });
  }

  #write(kind: "png" | "glb", stem: string, bytes: Uint8Array): string {
    const name = `${stem}.${kind}`;
    const path = join(this.#folder, kind, name);
    writeAtomically(path, (temporary) => writeFileSync(temporary, bytes));
    return `${FOLDER}/${kind}/${name}`;
  }
}

interface PreviewedSample {
  readonly body: number;
  readonly brep: BodyInfo["brep"] | Brep;
  readonly sample: SampleStorage;
  readonly name: string;
}

/** The bodies that are samples; the whole file, where that is the one sample. */
function samplesOf(
  bodies: ReadonlyMap<number, BodyInfo>,
  storage: DataStorage,
  model: CadModel,
): PreviewedSample[] {
  if (bodies.size === 0) {
    return [{ body: 0, brep: model.getBrep(), sample: storage, name: "file" }];
  }
  return [...bodies.values()].map((info) => ({
    body: info.index,
    brep: info.brep,
    sample: storage.body(info),
    name: info.name ?? `body ${info.index}`,
  }));
}

/** Whether it is a body of ours, and not only the numbers of its faces and edges. */
function isBrep(brep: PreviewedSample["brep"]): brep is Brep {
  return Array.isArray(brep.faces) && brep.faces.every((face) => "surface" in face);
}
