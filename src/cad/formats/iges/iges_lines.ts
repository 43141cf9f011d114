/**
 * The lines of an IGES file, by section.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { MalformedIges, TruncatedFile } from "../../errors.ts";

/** The sections in their order: start, global, directory, parameters, terminate. */
type SectionLetter = "S" | "G" | "D" | "P" | "T";

const LETTERS: readonly SectionLetter[] = ["S", "G", "D", "P", "T"];
/** The column of the section's letter, from 0; its number stands behind it. */
const LETTER = 72;
/** Columns that a line has at most. */
const WIDTH = 80;

/** A file cut into lines: the first 72 columns of each, as Latin-1. */
export interface IgesLines extends Readonly<Record<SectionLetter, readonly string[]>> {
  /** The number of a section's first line in the file, from 1. */
  readonly firstLine: Readonly<Record<SectionLetter, number>>;
}

/**
 * Cuts a file into lines, and checks that all of them are there: each line says of which section it
 * is and which number it has there, and the last one how many each section has.
 *
 * @throws {TruncatedFile} where the end is missing
 * @throws {MalformedIges} where a line is not one, or lines are missing, doubled or out of order
 */
export function igesLines(bytes: Uint8Array): IgesLines {
  const sections: Record<SectionLetter, string[]> = { S: [], G: [], D: [], P: [], T: [] };
  const firstLine: Record<SectionLetter, number> = { S: 0, G: 0, D: 0, P: 0, T: 0 };
  let current = 0, number = 0;
  for (const { line, isLast } of linesOf(bytes)) {
    number++;
    const letter = line[LETTER] as SectionLetter, section = LETTERS.indexOf(letter);
    if (section < 0) {
      if (current === LETTERS.length - 1 && !/[!-~]/.test(line)) continue; // behind the end
      throw isLast && current < LETTERS.length - 1 ? endless(number) : broken(line, number);
    }
    if (section < current || section > current + (letter === "T" ? 2 : 1)) {
      throw malformed(`its sections must be ${LETTERS.join(", ")} in this order`, line, number);
    }
    current = section;
    const lines = sections[letter];
    if (lines.length === 0) firstLine[letter] = number;
    lines.push(line.slice(0, LETTER));
    const stated = line.slice(LETTER + 1, WIDTH).trim();
    // Seven columns hold no more than 9999999: beyond it the numbers begin again.
    if (!/^\d+$/.test(stated) || Number(stated) !== lines.length % 10_000_000) {
      throw malformed(
        `line ${lines.length} of section ${letter} must say that it is (a line is missing, ` +
          "doubled or damaged)",
        line,
        number,
      );
    }
  }
  requireEnd(sections, number);
  return { ...sections, firstLine };
}

function requireEnd(sections: Record<SectionLetter, string[]>, lines: number): void {
  const [end, ...more] = sections.T;
  if (end === undefined) throw endless(lines);
  if (more.length > 0) throw malformed("section T must have one line", end, lines);
  for (const [, letter, count] of end.matchAll(/([SGDP])([ 0-9]{7})/g)) {
    if (count.trim() === "") continue;
    const { length } = sections[letter as SectionLetter];
    if (Number(count) % 10_000_000 === length % 10_000_000) continue;
    throw new (Number(count) > length ? TruncatedFile : MalformedIges)(
      `Cannot read the file: its section ${letter} must have the ${Number(count)} lines that the ` +
        `last line says it has, and has ${length}. Copy or export it again.`,
      { data: { section: letter, stated: Number(count), found: length } },
    );
  }
  if (sections.D.length % 2 !== 0) {
    throw malformed("section D must have two lines an entity", end, lines);
  }
}

/** The lines, without their ends; of records without ends, 80 columns each. */
function* linesOf(bytes: Uint8Array): Generator<{ line: string; isLast: boolean }> {
  const { buffer, byteOffset, length } = bytes;
  // Each character is one byte: decoders called Latin-1 change bytes 128 to 159.
  const text = Buffer.from(buffer, byteOffset, length).toString("latin1");
  const isRecords = length % WIDTH === 0 && !/[\r\n]/.test(text.slice(0, 2 * WIDTH));
  for (let start = 0; start < length;) {
    let end = isRecords ? start + WIDTH : start;
    if (!isRecords) { while (end < length && bytes[end] !== 10 && bytes[end] !== 13) end++; }
    // Beyond 82 columns a line is none: its columns are not looked at.
    yield { line: text.slice(start, Math.min(end, start + WIDTH + 2)), isLast: end >= length };
    start = end;
    if (!isRecords && bytes[start] === 13) start++;
    if (!isRecords && bytes[start] === 10) start++;
  }
}

function endless(lines: number): TruncatedFile {
  return new TruncatedFile(
    "Cannot read the file: IGES must end with a line of section T, and stops in line " +
      `${lines}. Copy or export it again.`,
    { data: { lines } },
  );
}

function broken(line: string, number: number): MalformedIges {
  return malformed(
    `each line must have the letter of its section (${LETTERS.join(", ")}) in column ` +
      `${LETTER + 1}, and a number behind it`,
    line,
    number,
  );
}

/** The error about a line. */
function malformed(rule: string, line: string, number: number): MalformedIges {
  return new MalformedIges(
    `Cannot read the file: in IGES ${rule}; found ${
      JSON.stringify(line.slice(60))
    } at the end of ` +
      `line ${number}, of ${line.length} columns. Export it again.`,
    { data: { line: number, columns: line.length } },
  );
}
