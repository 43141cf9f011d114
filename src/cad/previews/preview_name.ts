/**
 * What previews are called, so that the same body is drawn once.
 *
 * @module
 */
import { basename, extname } from "node:path";
import { sha256 } from "../../base/sha256.ts";
import type { PreviewLook } from "./preview_look.ts";

/** Raise it whenever the same body gives another picture. */
const PREVIEWS_VERSION = 1;

/** Which body of which file it is of. */
interface PreviewedBody {
  /** The path of the file, or what it is called. */
  readonly file: string;
  /** SHA-256 of the file's bytes: an edited file is drawn again. */
  readonly hash: string;
  /** Position among the file's bodies. */
  readonly body: number;
  /** Its faces: files can be taken apart into bodies in several ways. */
  readonly faces: number;
}

/** The name of a preview, without its ending: readable, and different for what looks different. */
export function previewName(of: PreviewedBody, look: PreviewLook | null): string {
  const { file, body } = of;
  const stem = basename(file, extname(file)).normalize("NFKD").replace(/[^A-Za-z0-9_-]+/g, "_");
  const own = sha256(JSON.stringify([PREVIEWS_VERSION, look])).slice(0, 8);
  return `${stem.slice(0, 40)}_${body}-${previewKey(of)}-${own}`;
}

/** What all previews of a body have in their names, however it is looked at. */
export function previewKey({ hash, body, faces }: Omit<PreviewedBody, "file">): string {
  return sha256(JSON.stringify([hash, body, faces])).slice(0, 12);
}

/** The key in the name of a preview; null for a name that is of none. Earlier ones had no look. */
export function keyOfPreview(name: string): string | null {
  return /_\d+-([0-9a-f]{12})(?:-[0-9a-f]{8})?\.(?:png|glb)$/.exec(name)?.[1] ?? null;
}
