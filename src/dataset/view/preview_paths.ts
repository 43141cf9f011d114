/**
 * Where the previews of samples are.
 *
 * @module
 */
import { PREVIEW_LOOK } from "../../cad/previews/preview_look.ts";
import { previewName } from "../../cad/previews/preview_name.ts";
import type { DatasetReader } from "../read/reader.ts";
import { hashNow, previewSources } from "./preview_sources.ts";

/** The previews of one sample: absolute paths, null where none was made. */
export interface PreviewPaths {
  /** The sample's `id` in the infoset. */
  readonly id: number;
  /** The picture, in the size and from the side that previews have by default. */
  readonly png: string | null;
  /** The triangles. */
  readonly glb: string | null;
}

/** Finds them, in the order of the samples. Those of a file that has changed do not count. */
export async function previewPaths(
  reader: DatasetReader,
  samples: readonly number[],
): Promise<PreviewPaths[]> {
  const { previews } = reader;
  const sources = await previewSources(reader, samples);
  if (previews === null) return sources.map(({ id }) => ({ id, png: null, glb: null }));
  const [pngs, glbs] = [await previews.names("png"), await previews.names("glb")];
  const hashes = new Map<string | null, string | null>();
  return sources.map((source) => {
    const { id, path, file, hash } = source;
    const name = (now: string) =>
      previewName({ ...source, file: file ?? "", hash: now }, PREVIEW_LOOK);
    const own = name(hash);
    const none = { id, png: null, glb: null };
    // A file is read only where there is something that may be out of date.
    if (!pngs.has(`${own}.png`) && !glbs.has(`${own}.glb`)) return none;
    if (!hashes.has(path)) hashes.set(path, hashNow(path));
    const now = hashes.get(path)!;
    if (now !== null && now !== hash) return none;
    const [png, glb] = [`${own}.png`, `${own}.glb`];
    return {
      id,
      png: pngs.has(png) ? previews.path("png", png) : null,
      glb: glbs.has(glb) ? previews.path("glb", glb) : null,
    };
  });
}
