/** Where the previews of samples are. @module */
import { UsageError } from "../../base/errors.ts";
import type { DatasetReader } from "../read/reader.ts";

/** The previews of a sample: absolute paths, null where none was made. */
export interface StreamCachePaths {
  /** The sample's `id`. */
  readonly id: number;
  /** Its name in the infoset. */
  readonly name: string;
  /** The picture. */
  readonly png: string | null;
  /** The body in 3D. */
  readonly glb: string | null;
}

const [PNG, GLB] = ["stream_cache_png", "stream_cache_3d"];

/**
 * The paths of previews, by the columns `stream_cache_png` and `stream_cache_3d` of the infoset,
 * which count from the flow's folder.
 *
 * @param ids of samples; all without them
 * @throws {DatasetError} when there is no infoset
 * @throws {UsageError} when a sample is unknown, or no previews were made
 */
export async function streamCachePaths(
  reader: DatasetReader,
  ids: readonly number[] | null,
): Promise<StreamCachePaths[]> {
  const { infoset } = reader;
  if (infoset === null) throw reader.missingInfoset("tell the paths of previews");
  if (!infoset.has(PNG) && !infoset.has(GLB)) {
    throw new UsageError(
      `Cannot tell the paths of previews of '${reader.location}': none were made. ` +
        "Run the flow with `exportVisualization: true`",
    );
  }
  const column = async (name: string) => infoset.has(name) ? await reader.infoColumn(name) : null;
  const [names, png, glb] = [await column("name"), await column(PNG), await column(GLB)];
  const own = await reader.sampleIds();
  const places = new Map(own.map((id, s) => [id, s]));
  const home = reader.location.replace(/[/\\][^/\\]*[/\\]?$/, "");
  const pathOf = (value: unknown) => {
    if (typeof value !== "string" || value === "") return null;
    return /^(?:[/\\]|[a-z]:)/i.test(value) ? value : `${home}/${value}`;
  };
  return (ids ?? own).map((id) => {
    const s = places.get(id);
    if (s === undefined) {
      throw new UsageError(
        `Cannot tell the paths of previews: there is no sample of the id ${id} among ` +
          `${own.length}`,
        { data: { id } },
      );
    }
    return { id, name: String(names?.[s] ?? id), png: pathOf(png?.[s]), glb: pathOf(glb?.[s]) };
  });
}
