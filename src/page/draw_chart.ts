/**
 * Draws specifications of Vega-Lite as SVG.
 *
 * @module
 */

/** Draws a specification. */
export async function drawChart(spec: Readonly<Record<string, unknown>>): Promise<string> {
  const [vega, { compile }] = await loadVega();
  const logger = quietLogger();
  const compiled = compile(spec as unknown as Parameters<typeof compile>[0], { logger });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger });
  try {
    return shrinking(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** A picture that is wider than the cell shrinks, and keeps its shape. */
function shrinking(svg: string): string {
  return svg.replace(/^<svg /, '<svg style="max-width: 100%; height: auto" ');
}

/** Vega writes warnings to the console; what it says here is of no use to a user. */
function quietLogger() {
  const logger = {
    level: () => logger,
    error: () => logger,
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger as never;
}

/** They are large, and most programs draw nothing, so they are loaded when they are needed. */
async function loadVega() {
  // A package below them uses a part of Node that is to go, of which no user should be told.
  const node = (globalThis as { process?: { noDeprecation?: boolean } }).process;
  const before = node?.noDeprecation;
  if (node !== undefined) node.noDeprecation = true;
  try {
    return await Promise.all([import("vega"), import("vega-lite")]);
  } finally {
    if (node !== undefined) node.noDeprecation = before;
  }
}
