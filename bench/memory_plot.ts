/** Memory over the items of a run, drawn as SVG. @module */

/** What a process uses when so many items are done. */
export interface MemorySample {
  readonly done: number;
  /** Bytes that the process holds. */
  readonly rss: number;
  /** Bytes of JavaScript objects. */
  readonly heapUsed: number;
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 320, 60, 40, 40];

/** Draws samples: two lines over the items done. */
export function memoryPlot(samples: readonly MemorySample[], title: string): string {
  const most = Math.max(...samples.map(({ rss }) => rss)) * 1.1;
  const last = samples.at(-1)?.done ?? 1;
  const x = (done: number) => LEFT + done / last * (WIDTH - LEFT - 20);
  const y = (bytes: number) => HEIGHT - BOTTOM - bytes / most * (HEIGHT - TOP - BOTTOM);
  const line = (pick: (sample: MemorySample) => number, colour: string) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${
      samples.map((sample) => `${x(sample.done).toFixed(1)},${y(pick(sample)).toFixed(1)}`)
        .join(" ")
    }"/>`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const bytes = share * most, at = y(bytes);
    return `<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${at}" y2="${at}" stroke="#8884"/>` +
      `<text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${(bytes / 1e6).toFixed(0)}</text>`;
  });
  const items = [0, 0.5, 1].map((share) =>
    `<text x="${x(share * last)}" y="${HEIGHT - 20}" text-anchor="${
      share === 1 ? "end" : "middle"
    }">${Math.round(share * last).toLocaleString("en")}</text>`
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
    `font-family="system-ui, sans-serif" font-size="12" fill="#888">
<text x="${LEFT}" y="20" font-size="14">${title}</text>
${ticks.join("\n")}
${items.join("\n")}
<text x="${WIDTH / 2}" y="${HEIGHT - 4}" text-anchor="middle">items done</text>
<text x="6" y="${TOP - 6}">MB</text>
${line(({ rss }) => rss, "#d62728")}
${line(({ heapUsed }) => heapUsed, "#1f77b4")}
<text x="${WIDTH - 24}" y="${TOP - 6}" text-anchor="end" fill="#d62728">resident</text>
<text x="${WIDTH - 90}" y="${TOP - 6}" text-anchor="end" fill="#1f77b4">heap in use</text>
</svg>
`;
}
