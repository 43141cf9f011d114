/** What is written about each encoded file: `files_summary/<item>.json`. @module */
import type { CadModel } from "../../cad/cad_loader.ts";
import type { FileSummary } from "../../storage/data_storage.ts";
import type { PreviewNote } from "./item_previews.ts";

/** The facts of one item's encoding. */
interface EncodedItem {
  readonly item: string;
  readonly summary: FileSummary;
  readonly models: readonly CadModel[];
  /** Milliseconds of all tasks, opening included, and of writing the file. */
  readonly tasksMs: number;
  readonly storeMs: number;
  /** What became of the bodies' previews; null where none are made. */
  readonly previews: readonly PreviewNote[] | null;
}

/** The JSON of one file: source, bodies, counts, arrays, metadata and durations by stage. */
export function fileSummaryJson(
  { item, summary, models, tasksMs, storeMs, previews }: EncodedItem,
): Record<string, unknown> {
  const sum = (pick: (model: CadModel) => number) =>
    models.reduce((total, model) => total + pick(model), 0);
  const read = sum(({ timings }) => timings.read);
  const kernel = sum(({ timings }) => timings.kernel);
  const parse = sum(({ timings }) => timings.parse);
  const counts = (pick: "face_count" | "edge_count") =>
    summary.bodies.reduce((total, body) => total + (body[pick] ?? 0), 0);
  const { source } = summary;
  return {
    item,
    source: source?.path ?? null,
    hash: source?.hash ?? null,
    size: source?.size ?? null,
    provenance: source?.provenance ?? {},
    encoded: summary.path,
    encoded_bytes: summary.bytes,
    body_count: summary.bodies.length,
    instance_count: summary.bodies.reduce((total, body) => total + body.instance_count, 0),
    face_count: counts("face_count"),
    edge_count: counts("edge_count"),
    bodies: summary.bodies,
    ...previews === null ? {} : { previews },
    arrays: summary.arrays,
    metadata: summary.metadata,
    duration_ms: {
      read,
      kernel,
      parse,
      // What the tasks themselves did: all but opening files.
      features: Math.max(0, tasksMs - read - kernel - parse),
      store: storeMs,
    },
  };
}
