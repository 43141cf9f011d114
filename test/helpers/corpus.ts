/**
 * The corpus of real files, where there is one: its folder comes from TRUNNION_CORPUS.
 *
 * Who imports this is named at the end of the run where the corpus is not there.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const BESIDE = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

/** The folder of the corpus; it may not be there. */
export const CORPUS = process.env.TRUNNION_CORPUS ?? BESIDE;

/** Whether there is a corpus. */
export const HAS_CORPUS = existsSync(join(CORPUS, "smoke", "manifest.csv"));

/** What a native import of a file gave. */
export interface CorpusFile {
  readonly file: string;
  readonly path: string;
  readonly sha256: string;
  readonly result: string;
  readonly faces: number;
}

/** The files of one set of the corpus, or none where there is no corpus. */
export function corpusFiles(set: "smoke" | "hard" | "labelled"): CorpusFile[] {
  if (!HAS_CORPUS) return [];
  const rows = parseCsv(readFileSync(join(CORPUS, set, "manifest.csv"), "utf8"));
  return rows.map((row) => ({
    file: row.file,
    path: join(CORPUS, set, row.file),
    sha256: row.sha256,
    result: row.loader_result,
    faces: Number(row.loader_faces),
  }));
}

/** The rows of a manifest, by the names in its first line. */
export function parseCsv(text: string): Record<string, string>[] {
  const [names, ...rows] = text.trim().split(/\r?\n/).map((line) =>
    [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) =>
      quoted?.replaceAll('""', '"') ?? bare
    )
  );
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}
