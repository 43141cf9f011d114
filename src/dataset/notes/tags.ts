/** Tags: words that people put on samples. They last, whatever becomes of the dataset. @module */
import { UsageError } from "../../base/errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { samplesOf } from "../split/split_sample.ts";
import { findSamples } from "./find_samples.ts";
import { notesOf } from "./kept_notes.ts";
import { noteBytes, type NoteRow, readNote } from "./note_file.ts";
import { type SamplesLike, samplesMeant } from "./samples_meant.ts";

/** What a tag was put on. */
export interface TagChange {
  /** The tag. */
  readonly tag: string;
  /** The samples that were meant. */
  readonly samples: number;
  /** Of those, the ones that had it not before, or have it no more. */
  readonly changed: number;
}

/** The name under which tags are kept. */
const TAGS = "tags";
/** Characters of a tag. */
const MOST_CHARACTERS = 60;

/**
 * Puts a tag on samples, or takes it off.
 *
 * @throws {UsageError} when a sample is unknown, or the tag is no word
 */
export async function changeTag(
  reader: DatasetReader,
  what: SamplesLike,
  tag: string,
  put: boolean,
): Promise<TagChange> {
  const word = requireTag(tag);
  const notes = notesOf(reader, "change tags");
  const chosen = await samplesMeant(reader, what, put ? "tag" : "untag");
  const { tags, gone } = await readTags(reader);
  let changed = 0;
  for (const s of chosen) {
    if (tags[s].has(word) === put) continue;
    changed++;
    if (put) tags[s].add(word);
    else tags[s].delete(word);
  }
  const samples = await samplesOf(reader, null);
  const rows: NoteRow[] = tags.flatMap((own, s) => {
    const { file, hash, body } = samples[s];
    return own.size === 0 ? [] : [{ file, hash, body, row: null, values: [listText(own)] }];
  });
  const columns = [{ name: TAGS, names: null }];
  if (changed > 0) {
    const note = { group: null, columns, rows: [...rows, ...gone] };
    await notes.write(TAGS, noteBytes(note, notes.compressZstd));
    reader.forgetKept();
  }
  return { tag: word, samples: chosen.length, changed };
}

/** How many samples have each tag, in the order of the tags. */
export async function countTags(reader: DatasetReader): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const own of (await readTags(reader)).tags) {
    for (const tag of own) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1));
}

/** The tags of each sample, and the rows of samples that the dataset has no more. */
async function readTags(reader: DatasetReader) {
  const samples = await samplesOf(reader, null);
  const tags = samples.map(() => new Set<string>());
  const file = await reader.notes?.table(TAGS) ?? null;
  if (file === null) return { tags, gone: [] };
  const { rows } = await readNote(file);
  const left = new Set(rows.keys());
  findSamples(rows.map((row) => ({ ...row, group: null })), samples).forEach((found, s) => {
    if (found === null) return;
    left.delete(found.index);
    tags[s] = new Set(String(rows[found.index].values[0]).split("\n"));
  });
  return { tags, gone: [...left].map((r) => rows[r]) };
}

/** The text of a list, as a column has it: sorted, a line each. */
function listText(tags: ReadonlySet<string>): string {
  return [...tags].sort().join("\n");
}

function requireTag(tag: string): string {
  const word = typeof tag === "string" ? tag.trim() : "";
  if (word !== "" && word.length <= MOST_CHARACTERS && !/[\p{Cc},]/u.test(word)) return word;
  throw new UsageError(
    `Cannot use '${tag}' as a tag: it must be a text of 1 to ${MOST_CHARACTERS} characters, ` +
      "without commas and line ends",
    { data: { tag } },
  );
}
