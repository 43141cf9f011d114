/**
 * Counts by bin in the space of a word.
 *
 * @module
 */

const LEVELS = "▁▂▃▄▅▆▇█";

/** Draws counts as one character each; what is there at all is never drawn as nothing. */
export function sparkText(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts.map((count) =>
    count === 0 ? " " : LEVELS[Math.min(7, Math.ceil(8 * count / most) - 1)]
  ).join("");
}

const [WIDTH, HEIGHT] = [96, 18];

/** Draws counts as bars in the colour of the text around them. */
export function sparkSvg(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const bars = counts.map((count, i) => {
    if (count === 0) return "";
    const height = Math.max(1, HEIGHT * count / most);
    return `M${(i * step).toFixed(1)} ${HEIGHT}h${Math.max(1, step - 1).toFixed(1)}` +
      `v-${height.toFixed(1)}h-${Math.max(1, step - 1).toFixed(1)}z`;
  }).join("");
  const box = `0 0 ${WIDTH} ${HEIGHT}`;
  return `<svg class="spark" width="${WIDTH}" height="${HEIGHT}" viewBox="${box}" ` +
    `aria-hidden="true"><path d="${bars}" fill="currentColor"/></svg>`;
}
