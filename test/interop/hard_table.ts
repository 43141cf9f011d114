/**
 * What becomes of each file of a folder with a manifest: `trunnion encode` of all that is in it,
 * and a table of file, outcome and seconds beside what the manifest says of a native import.
 *
 *     deno run -A test/interop/hard_table.ts ../shared/corpus/hard [../shared/corpus/smoke ...]
 *
 * An outcome is the number of faces, each as often as its body stands in the file, or the class of
 * the error. The last line counts; the process ends with 1 where a file gives other faces than the
 * manifest says, or an error that has no class of its own.
 *
 * @module
 */
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseCsv } from "../helpers/corpus.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** Errors that say nothing of what is wrong with a file. */
const VAGUE = new Set(["Error", "TypeError", "RangeError", "CadError", "TrunnionError"]);

interface Row {
  readonly file: string;
  /** A number of faces, or a class of errors. */
  readonly outcome: number | string;
  readonly seconds: number;
  readonly native: string;
  readonly isSame: boolean;
}

let [others, vague] = [0, 0];
for (const folder of process.argv.slice(2)) {
  const rows = await rowsOf(folder);
  const width = Math.min(60, Math.max(...rows.map(({ file }) => file.length)));
  console.log(`\n${"file".padEnd(width)}  ${"outcome".padStart(20)}  ${"s".padStart(6)}  native`);
  for (const { file, outcome, seconds, native, isSame } of rows) {
    const cells = [
      file.slice(-width).padEnd(width),
      String(outcome).padStart(20),
      seconds.toFixed(2).padStart(6),
      native + (isSame ? "" : "  <- differs"),
    ];
    console.log(cells.join("  "));
    if (!isSame) others++;
    if (VAGUE.has(String(outcome))) vague++;
  }
  const read = rows.filter(({ outcome }) => typeof outcome === "number").length;
  console.log(`${folder}: ${rows.length} files, ${read} read, ${rows.length - read} error rows`);
}
console.log(`${others} differ from the manifest, ${vague} errors without a class of their own`);
if (others + vague > 0) process.exitCode = 1;

async function rowsOf(folder: string): Promise<Row[]> {
  const manifest = new Map(
    parseCsv(await Deno.readTextFile(join(folder, "manifest.csv"))).map((row) => [row.file, row]),
  );
  const out = await Deno.makeTempDir({ prefix: "trunnion-table-" });
  try {
    const args = ["run", "-A", MAIN, "encode", folder, "--glob", "**/*", "--out", out];
    await new Deno.Command(Deno.execPath(), { args: [...args, "--name", "all"] }).output();
    return [...readFiles(join(out, "flows", "all")), ...failedFiles(join(out, "flows", "all"))]
      .map(({ path, outcome, ms }) => {
        const file = relative(folder, path), stated = manifest.get(file);
        const result = stated?.loader_result ?? (stated ? "ok" : "not in the manifest");
        const faces = Number(stated?.loader_faces || stated?.advanced_faces || 0);
        const isRead = result === "ok" && faces > 0;
        const native = isRead ? String(faces) : result.slice(0, 30);
        // What the native import does not read is ours to read or to refuse.
        const isSame = !isRead || outcome === faces;
        return { file, outcome, seconds: ms / 1000, native, isSame };
      })
      .sort((a, b) => a.file < b.file ? -1 : 1);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** A file as the run has left it. */
interface Ended {
  readonly path: string;
  readonly outcome: number | string;
  readonly ms: number;
}

function readFiles(flow: string): Ended[] {
  const folder = join(flow, "files_summary");
  return [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".json")).map((entry) => {
    const { item, bodies, duration_ms } = json(join(folder, entry.name));
    const faces = (bodies as { face_count: number; instance_count: number }[])
      .map(({ face_count, instance_count }) => face_count * instance_count);
    return {
      path: item,
      outcome: faces.reduce((sum, count) => sum + count, 0),
      ms: Object.values<number>(duration_ms).reduce((sum, ms) => sum + ms, 0),
    };
  });
}

function failedFiles(flow: string): Ended[] {
  type Failed = { item: string; error_class: string; duration_ms: number };
  return (json(join(flow, "error_summary.json")) as Failed[])
    .map(({ item, error_class, duration_ms }) => ({
      path: item,
      outcome: error_class,
      ms: duration_ms,
    }));
}

// deno-lint-ignore no-explicit-any
function json(path: string): any {
  return JSON.parse(Deno.readTextFileSync(path));
}
