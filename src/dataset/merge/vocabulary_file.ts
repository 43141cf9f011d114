/** The codes that a dataset has ever given: `<name>.vocabulary.json`. @module */
import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { readPlainText } from "../../base/plain_file.ts";
import { messageOf } from "../../base/message_of.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { VocabularyEntries } from "./attribset.ts";
import { MergeError } from "./merge_error.ts";

/** Names by code, by the key of their metadata. */
export type KnownVocabularies = Readonly<Record<string, readonly string[]>>;

/** The path of the vocabularies beside a dataset. */
export function vocabularyPath(datasetPath: string): string {
  return `${datasetPath.replace(/\.dataset$/, "")}.vocabulary.json`;
}

/**
 * Reads the codes of a dataset's earlier versions; none where there is no file.
 *
 * @throws {MergeError} where the file is damaged: codes that models were trained on are not guessed
 */
export function readVocabularyFile(path: string): KnownVocabularies {
  if (!existsSync(path)) return {};
  try {
    const { format, vocabularies } = JSON.parse(readPlainText(path));
    const lists = Object.values(vocabularies);
    const sound = lists.every((names) =>
      Array.isArray(names) && names.every((name) => typeof name === "string") &&
      new Set(names).size === names.length
    );
    if (format === 1 && sound) return vocabularies;
    throw new TypeError("it must have format 1 and a list of different names for each key");
  } catch (cause) {
    throw new MergeError(
      `Cannot read the vocabularies '${path}': ${
        messageOf(cause)
      }. Bring the file back, or remove ` +
        "it to have all classes numbered anew",
      { data: { path }, cause },
    );
  }
}

/** What was known, with the names that are new behind it. */
export function growVocabularies(
  known: KnownVocabularies,
  found: readonly VocabularyEntries[],
): KnownVocabularies {
  const texts = found.filter(({ isText }) => isText);
  const grown = texts.map(({ key, entries }) => [key, entries.map(({ name }) => name)] as const);
  const all = Object.entries({ ...known, ...Object.fromEntries(grown) });
  return Object.fromEntries(all.sort(([a], [b]) => a < b ? -1 : 1));
}

/** Writes the vocabularies; there is no file where there are none. @returns what undoes it */
export function writeVocabularies(path: string, vocabularies: KnownVocabularies): () => void {
  const before = existsSync(path) ? readPlainText(path) : null;
  const write = (text: string) =>
    writeAtomically(path, (temporary) => Deno.writeTextFileSync(temporary, text));
  const text = JSON.stringify({ format: 1, vocabularies }, null, 1) + "\n";
  if (Object.keys(vocabularies).length === 0 || text === before) return () => {};
  write(text);
  return () => before === null ? rmSync(path, { force: true }) : write(before);
}

/** A short text that is equal for equal vocabularies. */
export function vocabulariesKey(vocabularies: KnownVocabularies): string {
  const entries = Object.entries(vocabularies).sort(([a], [b]) => a < b ? -1 : 1);
  return createHash("sha256").update(JSON.stringify(entries)).digest("hex").slice(0, 16);
}
