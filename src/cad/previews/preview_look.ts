/**
 * How previews look.
 *
 * @module
 */
import type { ViewName } from "../render/view_frame.ts";

/** How one is drawn. */
export interface PreviewLook {
  /** Pixels of its side. */
  readonly size: number;
  /** From where. */
  readonly view: ViewName;
}

/** Pixels of a picture's side where nobody says otherwise. */
export const PREVIEW_SIZE = 256;
/** How previews are drawn where nobody says otherwise. */
export const PREVIEW_LOOK: PreviewLook = { size: PREVIEW_SIZE, view: "iso" };
