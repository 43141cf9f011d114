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
  const { file, hash, body, faces } = of;
  const stem = basename(file, extname(file)).normalize("NFKD").replace(/[^A-Za-z0-9_-]+/g, "_");
  const key = sha256(JSON.stringify([PREVIEWS_VERSION, hash, body, faces, look])).slice(0, 12);
  return `${stem.slice(0, 40)}_${body}-${key}`;
}
