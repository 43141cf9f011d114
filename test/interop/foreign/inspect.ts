/**
 * Inspects the files that `foreign.py` has had others write, and compares what is told of them with
 * what numpy and pyarrow said. Prints a line a file, and totals.
 *
 *     deno run -A test/interop/foreign/inspect.ts FOLDER
 */
import { inspect, type InspectedColumn } from "../../../mod.ts";

interface ExpectedColumn {
  readonly type?: string;
  readonly shape: readonly number[];
  readonly missing?: number;
  readonly least?: number | string;
  readonly greatest?: number | string;
  readonly mean?: number;
  readonly distinct?: number;
  readonly lengths?: readonly [number, number];
  readonly problem?: boolean;
}

interface ExpectedFile {
  readonly kind: string;
  readonly format?: string;
  readonly writer?: string;
  readonly sampled?: boolean;
  readonly columns: Readonly<Record<string, ExpectedColumn>>;
}

const [folder] = Deno.args;
let [passed, failed] = [0, 0];
for (const version of [2, 3]) {
  const path = `${folder}/expected-${version}.json`;
  const files: Record<string, ExpectedFile> = JSON.parse(await Deno.readTextFile(path));
  for (const [name, expected] of Object.entries(files)) {
    const differences = await differencesOf(`${folder}/${name}`, expected);
    differences.length === 0 ? passed++ : failed++;
    console.log(`${differences.length === 0 ? "ok" : "FAILED"} ${name}`);
    for (const difference of differences) console.log(`    ${difference}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 || passed === 0 ? 1 : 0);

async function differencesOf(path: string, expected: ExpectedFile): Promise<string[]> {
  const found = await inspect(path);
  const text = String(found);
  const lines = text.split("\n");
  const bundle = found[Symbol.for("Jupyter.display") as never] as () => Record<string, string>;
  const html = bundle.call(found)["text/html"];
  const sampled = found.columns.some(({ looked, values }) => looked > 0 && looked < values);
  return [
    ...differs("kind", found.kind, expected.kind),
    ...differs("format", found.format, expected.format),
    ...expected.writer === undefined || found.writer.includes(expected.writer)
      ? []
      : [`the writer is '${found.writer}', expected ${expected.writer}`],
    ...differs("columns", found.columns.length, Object.keys(expected.columns).length),
    ...differs("sampled", sampled, expected.sampled ?? false),
    ...sampled && !text.includes("Looked at") ? ["it does not say that it looked at a part"] : [],
    ...lines.length > 70 ? [`${lines.length} lines are no screen`] : [],
    ...html.length > 100_000 ? [`${html.length} bytes of HTML`] : [],
    ...JSON.stringify(found).length > 0 ? [] : ["no JSON"],
    ...Object.entries(expected.columns).flatMap(([name, own]) => {
      const column = found.column(name);
      if (column === undefined) return [`there is no '${name}'`];
      return columnDifferences(column, own).map((one) => `${name}: ${one}`);
    }),
  ];
}

function columnDifferences(found: InspectedColumn, expected: ExpectedColumn): string[] {
  const { type, shape, missing, least, greatest, mean, distinct, lengths, problem } = expected;
  if (problem === true) {
    return [
      ...differs("type", found.type, type),
      ...differs("shape", String(found.shape), String(shape)),
      ...found.problem === null ? ["it does not say that it was not decoded"] : [],
    ];
  }
  const whole = found.looked === found.values;
  return [
    ...found.problem === null ? [] : [found.problem],
    ...differs("type", found.type, type),
    ...differs("shape", String(found.shape), String(shape)),
    ...whole ? differs("missing", found.missing, missing) : [],
    ...found.whole ? differs("least", found.least, least) : [],
    ...found.whole ? differs("greatest", found.greatest, greatest) : [],
    ...whole ? differs("mean", found.mean, mean) : [],
    ...whole ? differs("distinct", found.distinct, distinct) : [],
    ...whole && lengths !== undefined
      ? differs("lengths", `${found.lengths?.least},${found.lengths?.greatest}`, String(lengths))
      : [],
  ];
}

/** Numbers may differ by rounding; times are compared to the second. */
function differs(what: string, found: unknown, expected: unknown): string[] {
  if (expected === undefined || expected === null) return [];
  const [a, b] = [Number(found), Number(expected)];
  const near = Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-9);
  const same = found === expected || near ||
    (typeof expected === "string" && String(found).slice(0, 10) === expected.slice(0, 10) &&
      !Number.isNaN(Date.parse(expected)));
  return same ? [] : [`${what} is ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`];
}
