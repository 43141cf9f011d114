/**
 * Lists that say what they are a list of.
 *
 * @module
 */
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import type { Page } from "./page.ts";
import { pageBundle } from "./page_bundle.ts";

/**
 * Gives a list a page for notebooks and a line for `console.log`. It stays a list in all else:
 * neither is seen by a loop, by `JSON.stringify` or by a comparison.
 */
export function shownList<T extends readonly unknown[]>(
  list: T,
  { page, line }: { page(): Page | Promise<Page>; line(): string },
): T {
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(list, {
    [JUPYTER_DISPLAY]: hidden(async () => pageBundle(await page())),
    [INSPECT]: hidden(line),
  });
}
