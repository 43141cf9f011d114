/**
 * Which files are read without a kernel, and why the others are not.
 *
 * `deno run -A test/cad/formats/step/proven/reader_table.ts FOLDER... [--compare]` prints a line a
 * file of each folder: the faces that were read and, with `--compare`, whether the kernel reads the
 * same; or the proof that failed; or why no reader reads it.
 */
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { differenceOf } from "../../../../../src/cad/audit/compare_models.ts";
import { NotProven } from "../../../../../src/cad/errors.ts";
import { OcctLoader } from "../../../../../src/cad/occt/occt_loader.ts";
import { messageOf } from "../../../../../src/base/message_of.ts";
import { allArrays } from "../../../../helpers/all_arrays.ts";

/** What became of one file. */
interface Row {
  readonly file: string;
  readonly outcome: "read" | "left to the kernel" | "refused";
  /** Faces, the proof that failed, or what is wrong with the file. */
  readonly detail: string;
  /** Null where it was not compared, or agrees. */
  readonly difference: string | null;
}

async function rowOf(path: string, file: string, isCompared: boolean): Promise<Row> {
  try {
    const model = await own.createFromFile(path);
    const detail = `${model.getFaceCount()} faces`;
    const difference = isCompared
      ? differenceOf(model, await kernel.createFromFile(path), ({ brep }) => allArrays(brep))
      : null;
    return { file, outcome: "read", detail, difference };
  } catch (error) {
    if (error instanceof NotProven) {
      const { reason, entity } = error.data as { reason: string; entity: number | null };
      const detail = entity === null ? reason : `${reason} (#${entity})`;
      return { file, outcome: "left to the kernel", detail, difference: null };
    }
    const [detail] = messageOf(error).split(". ");
    return { file, outcome: "refused", detail, difference: null };
  }
}

const own = new OcctLoader({ reader: "typescript" });
const kernel = new OcctLoader({ reader: "kernel" });

if (import.meta.main) {
  const args = process.argv.slice(2), isCompared = args.includes("--compare");
  const counts = new Map<string, number>();
  for (const folder of args.filter((arg) => !arg.startsWith("--"))) {
    const names = readdirSync(folder, { recursive: true }).map(String).sort();
    for (const name of names.filter((name) => /\.(step|stp)$/i.test(name))) {
      const path = join(folder, name);
      const row = await rowOf(path, relative(process.cwd(), path), isCompared);
      const outcome = row.difference === null ? row.outcome : "read, but otherwise";
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      console.log([row.file, outcome, row.difference ?? row.detail].join("\t"));
    }
  }
  for (const [outcome, count] of counts) console.log(`${count}\t${outcome}`);
  await Promise.all([own.close(), kernel.close()]);
}
