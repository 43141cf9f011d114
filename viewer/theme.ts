/**
 * Light or dark, as what is around the page.
 *
 * @module
 */

/** Whether what the page lies on is dark: the notebook it is in, else the system's choice. */
export function isDark(): boolean {
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  try {
    // A cell's output is a frame in the notebook's page, which it may look at.
    for (let at = frameElement; at !== null; at = at.parentElement) {
      const parts = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      const [red, green, blue, opacity = 1] = parts;
      if (parts.length >= 3 && opacity > 0.5) {
        return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
      }
    }
    // Nothing around it has a colour: a browser's page is white.
    if (frameElement !== null) return false;
  } catch {
    // A frame that may not look out of itself.
  }
  return system;
}
