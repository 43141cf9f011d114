/**
 * Pictures of samples: those that are kept, and those that are drawn of the source files.
 *
 * @module
 */
import { TrunnionError, UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import type { Body, Brep } from "../../cad/brep.ts";
import type { CadLoader, CadModel } from "../../cad/cad_loader.ts";
import { glbOf } from "../../cad/mesh/files/glb.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import { drawPreview } from "../../cad/previews/draw_preview.ts";
import type { PreviewLook } from "../../cad/previews/preview_look.ts";
import { previewName } from "../../cad/previews/preview_name.ts";
import type { Rgb } from "../../cad/render/face_colours.ts";
import type { DatasetReader } from "../read/reader.ts";
import { hashNow, loaderOptionsOf, type PreviewSource, previewSources } from "./preview_sources.ts";

/** The picture of one sample. */
export interface Preview {
  /** Its position among the samples, and its `id` in the infoset. */
  readonly sample: number;
  readonly id: number;
  readonly name: string;
  /** The picture; null where there is none. */
  readonly png: Uint8Array | null;
  /** Why there is none, or what is to be known of it; null for nothing. */
  readonly note: string | null;
}

/** How pictures are made. */
interface DrawPreviewsOptions {
  readonly look: PreviewLook;
  /** Whether the triangles are written too. */
  readonly glb: boolean;
  /** The colours of the faces of each sample; null for pictures in one colour, which are kept. */
  readonly paint: ((sample: number) => readonly Rgb[]) | null;
  /** Where source folders are now. */
  readonly sources?: string | Readonly<Record<string, string>>;
  /** Opens files, and is left open. */
  readonly loader?: CadLoader;
}

/** Faces that a body may have: more take minutes, and their picture is all lines. */
const MOST_FACES = 30_000;

const MOVED = "its source folder is not there any more: say where it is by `sources`";
const GONE = "its file is not there any more, or may not be read";
const CHANGED = "its file has changed since it was encoded: this is what it is now";
const OWN_LOADER = "a loader of your own has opened its file: hand it over as `loader`";
const OTHER = "the file has another body there: it was opened in another way";

/** A sample that has yet to be drawn. */
interface Missing {
  readonly source: PreviewSource;
  readonly name: string;
  readonly at: number;
  readonly changed: boolean;
}

/** Gives the pictures of samples, in their order; a file is opened once for all of its bodies. */
export async function drawPreviews(
  reader: DatasetReader,
  samples: readonly number[],
  options: DrawPreviewsOptions,
): Promise<Preview[]> {
  const { look, glb, paint, sources: moved } = options;
  const sources = await previewSources(reader, samples, moved);
  const hashes = new Map<string | null, string | null>();
  const found: Preview[] = [], missing = new Map<string, Missing[]>();
  for (const [at, source] of sources.entries()) {
    const { path, file, hash } = source;
    if (!hashes.has(path)) hashes.set(path, hashNow(path));
    const now = hashes.get(path)!;
    const changed = now !== null && now !== hash;
    const name = previewName({ ...source, file: file ?? "", hash: now ?? hash }, look);
    const kept = paint === null ? await keptPreview(reader, name, glb) : null;
    const why = file === null
      ? "it is not of a CAD file"
      : now === null
      ? path === null ? MOVED : GONE
      : null;
    found.push(told(source, kept, kept === null ? why : changed ? CHANGED : null));
    if (kept !== null || why !== null) continue;
    missing.set(path!, [...missing.get(path!) ?? [], { source, name, at, changed }]);
  }
  if (missing.size > 0) await drawMissing(reader, missing, options, found);
  return found;
}

/** A picture that was made before, where all is there that is asked for. */
async function keptPreview(
  { previews }: DatasetReader,
  name: string,
  glb: boolean,
): Promise<Uint8Array | null> {
  if (previews === null) return null;
  if (glb && !(await previews.names("glb")).has(`${name}.glb`)) return null;
  return await previews.read("png", `${name}.png`);
}

async function drawMissing(
  reader: DatasetReader,
  files: ReadonlyMap<string, readonly Missing[]>,
  options: DrawPreviewsOptions,
  found: Preview[],
): Promise<void> {
  const opening = loaderOptionsOf(reader);
  if (opening === null && options.loader === undefined) {
    for (const { source, at } of [...files.values()].flat()) {
      found[at] = told(source, null, OWN_LOADER);
    }
    return;
  }
  const own = options.loader === undefined ? new OcctLoader(opening ?? {}) : null;
  try {
    for (const [path, wanted] of files) {
      const model = await opened(options.loader ?? own!, path);
      for (const one of wanted) {
        found[one.at] = typeof model === "string"
          ? told(one.source, null, `its file does not open: ${model}`)
          : await draw(reader, model, one, options);
      }
    }
  } finally {
    await own?.close();
  }
}

/** The model, or why there is none. */
async function opened(loader: CadLoader, path: string): Promise<CadModel | string> {
  try {
    return await loader.createFromFile(path);
  } catch (error) {
    if (error instanceof TrunnionError) return error.message;
    throw error;
  }
}

async function draw(
  reader: DatasetReader,
  model: CadModel,
  { source, name, changed }: Missing,
  { look, glb, paint }: DrawPreviewsOptions,
): Promise<Preview> {
  const body = bodyOf(model, source, changed);
  if (body === null) return told(source, null, OTHER);
  const { brep } = body;
  // Of a file that has changed, the colours would be those of other faces.
  const colours = changed ? undefined : paint?.(source.sample);
  let drawn;
  try {
    drawn = drawPreview(brep, { ...look, mostFaces: MOST_FACES, colours });
  } catch (error) {
    return told(source, null, messageOf(error));
  }
  if ("reason" in drawn) return told(source, null, drawn.reason);
  if (paint === null) await keepPicture(reader, `${name}.png`, drawn.png);
  if (glb) {
    const part = { mesh: drawn.mesh, name: source.name, colours: fileColours(brep) };
    await reader.previews?.write("glb", `${name}.glb`, glbOf([part]));
  }
  return told(source, drawn.png, changed ? CHANGED : null);
}

/** Keeps a picture for the next time. Of a dataset that may only be read, it is drawn each time. */
async function keepPicture(reader: DatasetReader, name: string, png: Uint8Array): Promise<void> {
  try {
    await reader.previews?.write("png", name, png);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
}

/** The body that a sample was encoded from; null where the file has another one there. */
function bodyOf(
  model: CadModel,
  { body, faces }: PreviewSource,
  changed: boolean,
): Pick<Body, "brep"> | null {
  const own = model.bodies[body];
  if (own !== undefined && (changed || own.brep.faces.length === faces)) return own;
  // A sample of the whole file, as `model.getBrep()` gives it.
  if (body === 0 && model.getFaceCount() === faces) return { brep: model.getBrep() };
  return null;
}

function fileColours({ faces }: Brep) {
  return faces.map(({ colour = null }) => colour);
}

function told(
  { sample, id, name }: PreviewSource,
  png: Uint8Array | null,
  note: string | null,
): Preview {
  return { sample, id, name, png, note };
}
