/**
 * How far Trunnion agrees with native OpenCascade, file by file and set by set.
 *
 * ```sh
 * python -m venv ocp && ocp/bin/pip install cadquery-ocp==8.0.1.1.0
 * deno task agreement --python ocp/bin/python [--write] [FOLDER ...]
 * ```
 *
 * A set is a folder, with what lies below it; by default 200 sample parts, made for it, and the
 * corpus. Numbers of faces and edges must be equal, areas and volumes within a millionth, or else
 * within what the tolerances of the file's edges leave open; everything counts once for each place
 * in which it stands. A file that one of both does not read, or reads as
 * nothing, is no agreement and no disagreement: it is counted apart. `--write` puts the table into
 * the README. Each disagreement is printed; the last line is `N passed, N failed`.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BrepEncoder, OcctLoader, samples, TrunnionError } from "../../../mod.ts";
import { CORPUS, HAS_CORPUS } from "../../helpers/corpus.ts";

/** What is compared; lengths in millimetres. */
interface Measures {
  readonly faces: number;
  /** Null where a solid in which more than two faces meet in an edge was taken apart. */
  readonly edges: number | null;
  readonly area: number;
  /** Of closed solids; null where that of one of them is refused. */
  readonly volume: number | null;
}

/** What native OpenCascade tells besides. */
interface NativeMeasures extends Measures {
  /** The area that the tolerances of edges leave open. */
  readonly slack: number;
  /** The diagonal of the box around all. */
  readonly size: number;
}

type Answer<M = Measures> = M | { readonly error: string };

/** What one set of files has shown. */
interface SetResult {
  readonly name: string;
  readonly files: number;
  /** Of the files that are compared. */
  readonly faces: number;
  readonly edges: number;
  /** Files whose four measures agree. */
  readonly agreed: number;
  /** Files that differ by no more than the tolerances of their edges leave open. */
  readonly tolerated: number;
  readonly unread: { readonly ours: number; readonly native: number; readonly both: number };
  /** The largest relative differences of files that are compared. */
  readonly areaOff: number;
  readonly volumeOff: number;
  /** Files that one of both gives no volume of. */
  readonly noVolume: number;
}

const WITHIN = 1e-6;
const README = fileURLToPath(new URL("../../../README.md", import.meta.url));
const NATIVE = fileURLToPath(new URL("./native.py", import.meta.url));
const MARKS = ["<!-- agreement -->", "<!-- /agreement -->"] as const;

const { values, positionals } = parseArgs({
  args: Deno.args,
  options: { python: { type: "string", default: "python3" }, write: { type: "boolean" } },
  allowPositionals: true,
});
const made = mkdtempSync(join(tmpdir(), "agreement-"));
const loader = new OcctLoader();
try {
  const results: SetResult[] = [];
  for (const [name, dir] of await sets()) results.push(await compareSet(name, filesIn(dir)));
  const table = tableOf(results);
  console.log(table);
  if (values.write) await writeTable(table);
  const sum = (of: (result: SetResult) => number) => results.reduce((all, one) => all + of(one), 0);
  const failed = sum(({ files, agreed, tolerated, unread }) =>
    files - agreed - tolerated - unread.ours - unread.native - unread.both
  );
  console.log(`${sum(({ agreed, tolerated }) => agreed + tolerated)} passed, ${failed} failed`);
  if (failed > 0) Deno.exitCode = 1;
} finally {
  await loader.close();
  rmSync(made, { recursive: true, force: true });
}

async function sets(): Promise<[name: string, dir: string][]> {
  if (positionals.length > 0) return positionals.map((dir) => [basename(dir), dir]);
  await samples(join(made, "parts"), { count: 200, seed: 1 });
  const own: [string, string][] = [["sample parts", join(made, "parts")]];
  if (!HAS_CORPUS) {
    console.log(`NOT COMPARED: the corpus, which is not at ${CORPUS}`);
    return own;
  }
  return [
    ...own,
    ["smoke: good files of many programs", join(CORPUS, "smoke")],
    ...["mfcad", "mfcadpp", "mftrcad"].map((set): [string, string] => [
      `labelled: ${set}`,
      join(CORPUS, "labelled", set),
    ]),
    ["hard: large, odd, damaged and hostile ones", join(CORPUS, "hard")],
  ];
}

/** What may be a CAD file. Sidecars and manifests are none. */
function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" }).sort()
    .filter((name) => !/\.(json|csv|txt|md)$/i.test(name))
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
}

async function compareSet(name: string, paths: readonly string[]): Promise<SetResult> {
  const total = { faces: 0, edges: 0 };
  const unread = { ours: 0, native: 0, both: 0 };
  let agreed = 0, tolerated = 0, areaOff = 0, volumeOff = 0, noVolume = 0;
  for await (const [path, native] of measuredNatively(paths)) {
    const ours = await measured(path);
    const who = unreadBy(ours, native);
    if (who !== null) unread[who]++;
    if (isEmpty(ours) || isEmpty(native)) {
      if (who !== "both") console.log(`not compared: ${basename(path)}: ${told(ours, native)}`);
      continue;
    }
    const area = difference(ours.area, native.area);
    const volume = volumeDifference(ours, native);
    if (volume === null) noVolume++;
    areaOff = Math.max(areaOff, area);
    volumeOff = Math.max(volumeOff, volume ?? 0);
    total.faces += ours.faces;
    total.edges += native.edges ?? 0;
    const same = ours.faces === native.faces &&
      (ours.edges === null || ours.edges === native.edges);
    if (same && area <= WITHIN && (volume ?? 0) <= WITHIN) agreed++;
    else if (same && isWithinSlack(ours, native)) tolerated++;
    else console.log(`DISAGREES: ${basename(path)}: ${told(ours, native)}`);
  }
  return {
    name,
    files: paths.length,
    agreed,
    tolerated,
    unread,
    areaOff,
    volumeOff,
    noVolume,
    ...total,
  };
}

/** Measures a file with Trunnion, as a user's own task would. */
async function measured(path: string): Promise<Answer> {
  try {
    const { bodies } = await loader.createFromFile(path);
    let faces = 0, area = 0;
    let edges: number | null = 0, volume: number | null = 0;
    for (const { brep, kind, splitEdges, instances: { length: places } } of bodies) {
      const arrays = new BrepEncoder(brep).pushBodyAttributes();
      const [volumeHere] = Array.from(arrays["solids/solid_volumes"].data, Number);
      faces += places * brep.faces.length;
      edges = edges === null || splitEdges ? null : edges + places * brep.edges.length;
      area += places * Number(arrays["bodies/body_areas"].data[0]);
      if (volumeHere !== undefined && volume !== null) volume += places * volumeHere;
      else if (kind === "solid") volume = null;
    }
    return { faces, edges, area, volume };
  } catch (error) {
    if (error instanceof TrunnionError) return { error: error.name };
    throw error;
  }
}

/** Measures files with native OpenCascade, one after the other. */
async function* measuredNatively(
  paths: readonly string[],
): AsyncGenerator<[path: string, answer: Answer<NativeMeasures>]> {
  const list = join(made, "list");
  writeFileSync(list, paths.join("\n"));
  const program = spawn(values.python, [NATIVE, list], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    program.on("error", reject);
    program.on("close", resolve);
  });
  for await (const line of createInterface(program.stdout)) {
    // OpenCascade writes to the same stream.
    if (!line.startsWith('{"path"')) continue;
    const { path, ...answer } = JSON.parse(line) as { path: string } & Answer<NativeMeasures>;
    yield [path, answer];
  }
  const code = await ended;
  if (code !== 0) throw new Error(`native OpenCascade ended with code ${code}`);
}

function isEmpty(answer: Answer): answer is { readonly error: string } {
  return "error" in answer || answer.faces === 0;
}

/** Null where one of both has none: it is refused, or, as nobody can fill it, negative. */
function volumeDifference(ours: Measures, native: Measures): number | null {
  if (ours.volume === null || native.volume === null || native.volume < 0) return null;
  return difference(ours.volume, native.volume);
}

function unreadBy(ours: Answer, native: Answer): "ours" | "native" | "both" | null {
  if (isEmpty(ours)) return isEmpty(native) ? "both" : "ours";
  return isEmpty(native) ? "native" : null;
}

/** A boundary that moves by this area sweeps at most a third of it times the size. */
function isWithinSlack(ours: Measures, { area, volume, slack, size }: NativeMeasures): boolean {
  const volumeOff = ours.volume === null || volume === null ? 0 : Math.abs(ours.volume - volume);
  return Math.abs(ours.area - area) <= slack && volumeOff <= slack * size / 3;
}

function difference(found: number, wanted: number): number {
  return found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);
}

function told(ours: Answer, native: Answer): string {
  return `${JSON.stringify(ours)}, native ${JSON.stringify(native)}`;
}

function tableOf(results: readonly SetResult[]): string {
  const number = (value: number) => value.toLocaleString("en");
  const off = (value: number) => value === 0 ? "0" : value.toExponential(0);
  const rows = results.map(({ name, files, agreed, tolerated, unread, ...one }) => [
    `${name} (${number(files)})`,
    number(files - unread.ours - unread.native - unread.both),
    number(agreed),
    number(tolerated),
    number(one.faces),
    number(one.edges),
    off(one.areaOff),
    off(one.volumeOff),
    number(one.noVolume),
    `${unread.ours} / ${unread.native} / ${unread.both}`,
  ]);
  const head = [
    "files",
    "compared",
    "agree",
    "within tolerances",
    "faces",
    "edges",
    "areas off by",
    "volumes off by",
    "volume refused",
    "unread: Trunnion / native / both",
  ];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

async function writeTable(table: string): Promise<void> {
  const text = readFileSync(README, "utf8");
  const [start, end] = MARKS.map((mark) => text.indexOf(mark));
  if (start < 0 || end < start) throw new Error(`the README lacks ${MARKS.join(" and ")}`);
  writeFileSync(
    README,
    text.slice(0, start + MARKS[0].length) + `\n\n${table}\n\n` + text.slice(end),
  );
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", README] }).output();
}
