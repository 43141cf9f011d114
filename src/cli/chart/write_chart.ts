/**
 * Charts as files, by the extension of their names.
 *
 * @module
 */
import { extname } from "node:path";
import { UsageError } from "../../base/errors.ts";
import type { Chart } from "../../page/chart.ts";
import type { ChartTheme } from "../../page/chart_theme.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";

const EXTENSIONS = [".svg", ".png", ".html", ".json"] as const;
type Extension = (typeof EXTENSIONS)[number];

/**
 * The extension of a chart's file.
 *
 * @throws {UsageError} when charts cannot be written so
 */
export function extensionOf(path: string): Extension {
  const found = extname(path).toLowerCase();
  const known = EXTENSIONS.find((extension) => extension === found);
  if (known !== undefined) return known;
  throw new UsageError(
    `Cannot write a chart to '${path}': the extension must be one of ${EXTENSIONS.join(", ")}, ` +
      `found '${found}'`,
    { data: { path } },
  );
}

/** Writes a chart. In an SVG texts are outlines, as nobody knows the fonts of who opens it. */
export async function writeChart(
  chart: Chart,
  path: string,
  theme: ChartTheme | undefined,
): Promise<void> {
  const content = await contentOf(chart, extensionOf(path), theme);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  writeAtomically(path, (temporary) => Deno.writeFileSync(temporary, bytes));
}

async function contentOf(
  chart: Chart,
  extension: Extension,
  theme: ChartTheme | undefined,
): Promise<string | Uint8Array> {
  switch (extension) {
    case ".svg":
      return await chart.toSVG({ outlines: true });
    case ".png":
      return await chart.toPNG(theme === undefined ? {} : { theme });
    case ".html":
      return await chart.toHTML();
    case ".json":
      return JSON.stringify(chart.spec, null, 2) + "\n";
  }
}
