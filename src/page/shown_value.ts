/**
 * Plain values that say what they are.
 *
 * @module
 */
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import type { Page } from "./page.ts";

/**
 * Gives a list or an object a page for notebooks and a line for `console.log`. It stays what it is
 * in all else: neither is seen by a loop, by `JSON.stringify`, by a copy or by a comparison.
 */
export function shownValue<T extends object>(
  value: T,
  { page, line }: { page(): Page | Promise<Page>; line(): string },
): T {
  // A value may be a part of two others, and is told anew by each.
  const hidden = (value: unknown) => ({ value, enumerable: false, configurable: true });
  const bundle = async () => {
    // What draws is loaded when something is shown: in a worker nothing ever is.
    const { pageBundle } = await import("./page_bundle.ts");
    return pageBundle(await page());
  };
  Object.defineProperty(value, JUPYTER_DISPLAY, hidden(bundle));
  return Object.defineProperty(value, INSPECT, hidden(line));
}
