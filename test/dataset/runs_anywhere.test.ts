import { expect, test } from "vitest";

/** What reads a dataset, and what that loads when asked: all but what writes or splits. */
const ROOTS = [
  "dataset/dataset",
  "dataset/chart/{chart_counts,chart_confusion,chart_distribution,chart_heatmap,chart_scatter}",
  "dataset/chart/chart_timings",
  "dataset/explore/{array_statistics,descriptions,file_data,file_info,membership_matrix}",
  "dataset/explore/stream_cache_paths",
  "dataset/look/{found_list,lineage,overview,overview_page}",
  "dataset/notes/{apply_note,note_file,tags,views}",
  "dataset/statistics/{confusion,contents,distribution}",
  "dataset/table/dataset_table",
  "storage/zarr/zarr_library",
].flatMap((path) => {
  const [, folder, names = null] = /^([^{]*)(?:\{(.*)\})?$/.exec(path)!;
  const all = names === null ? [folder] : names.split(",").map((name) => folder + name);
  return all.map((one) => new URL(`../../src/${one}.ts`, import.meta.url).href);
});

/** The modules of the project that some import for more than types, and what they name else. */
async function reach(
  starts: readonly string[],
): Promise<Map<string, { code: string; others: string[] }>> {
  const found = new Map<string, { code: string; others: string[] }>();
  const queue = [...starts];
  for (const href of queue) {
    if (found.has(href)) continue;
    const code = (await Deno.readTextFile(new URL(href))).replace(/\/\*[\s\S]*?\*\//g, "");
    const specifiers = [...code.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)]
      .map((match) => match[1]);
    queue.push(
      ...specifiers.filter((one) => one.startsWith(".")).map((one) => new URL(one, href).href),
    );
    found.set(href, { code, others: specifiers.filter((one) => !one.startsWith(".")) });
  }
  return found;
}

test("a dataset is read without the system: in a browser and under Node too", async () => {
  const modules = await reach(ROOTS);
  expect(modules.size).toBeGreaterThan(100);
  const others = new Set([...modules.values()].flatMap((module) => module.others));
  expect([...others].sort()).toEqual([
    "get-east-asian-width",
    "hyparquet",
    "hyparquet-writer",
    "hyparquet-writer/src/datapage.js",
    "hyparquet/src/column.js",
    "hyparquet/src/thrift.js",
    "strip-ansi",
    "zarrita",
  ]);
  for (const [href, { code }] of modules) {
    expect(code, href).not.toMatch(/\bDeno\.|\bprocess\.|from "node:/);
  }
});
