/**
 * A page as a notebook takes it.
 *
 * @module
 */
import type { Page } from "./page.ts";
import { pageFragment } from "./page_html.ts";
import { pageText } from "./page_text.ts";

/** A page as a MIME bundle, for `Symbol.for("Jupyter.display")`. */
export function pageBundle(page: Page): Record<string, string> {
  return { "text/html": pageFragment(page), "text/plain": pageText(page, { columns: 100 }) };
}
