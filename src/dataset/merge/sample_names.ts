/** The names that samples have: those of their files and bodies, each once. @module */
import { sha256 } from "../../base/sha256.ts";

/** A file whose samples get names. */
export interface NamedFile {
  /** Its path from the folder of its source, with `/`; null for an item that is no file. */
  readonly file: string | null;
  /** What its encoded file is called: the name of an item that is no file. */
  readonly encoded: string;
  /** Its samples, with the names that the file itself gives them. */
  readonly bodies: readonly { readonly index: number; readonly name: string | null }[];
}

/** The names by file and sample, and whether several samples could have had the same one. */
interface SampleNames {
  readonly names: readonly (readonly string[])[];
  readonly clash: boolean;
}

/** A sample that is about to be named. */
interface Candidate {
  readonly at: readonly [file: number, sample: number];
  readonly key: string;
  /** The name that it has wherever nobody else would have it. */
  readonly natural: string;
  /** The one that tells its file's ending too. */
  readonly longer: string;
  /** The smaller comes first to the natural name. */
  readonly rank: string;
}

/** Endings of STEP files, which names are without. */
const STEP = /\.(?:step|stp|p21)$/i;
/** Characters of a body's name in that of its sample. */
const MOST_CHARACTERS = 60;

/** What is remembered of a sample's name: its file and body. */
export function nameKey(file: string | null, body: number): string {
  return JSON.stringify([file, body]);
}

/**
 * Names samples by their files and bodies alone, so that others come and go without a change:
 * `gear_0007`, `steel/gear_0007` in a folder below, `assembly/bolt` where a file has several
 * bodies, `assembly/bolt#3` where its bodies have one name, `assembly/body_3` where they have none.
 *
 * A STEP file is named without its ending, others with it. Where two samples would still have one
 * name, such as the body `piston` of `engine.step` and the file `engine/piston.step`, the one that
 * had it keeps it, and the other tells its ending: `engine.step/piston`.
 *
 * @param earlier the names that samples had, by {@linkcode nameKey}
 */
export function nameSamples(
  files: readonly NamedFile[],
  earlier: ReadonlyMap<string, string> = new Map(),
): SampleNames {
  const candidates = files.flatMap(candidatesOf);
  const byName = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const list = byName.get(one.natural);
    if (list === undefined) byName.set(one.natural, [one]);
    else list.push(one);
  }
  const names = files.map(({ bodies }) => new Array<string>(bodies.length));
  const give = ({ at: [file, sample] }: Candidate, name: string) => names[file][sample] = name;
  const taken = new Set(byName.keys());
  const others: Candidate[] = [];
  for (const [natural, list] of byName) {
    if (list.length === 1) {
      give(list[0], natural);
      continue;
    }
    const had = ({ key }: Candidate) => earlier.get(key) === natural ? "0" : "1";
    list.sort((a, b) => had(a) + a.rank < had(b) + b.rank ? -1 : 1);
    give(list[0], natural);
    others.push(...list.slice(1));
  }
  for (const one of others) {
    const { longer, key, rank } = one;
    const name = taken.has(longer) ? `${longer}~${sha256(key + rank).slice(0, 8)}` : longer;
    taken.add(name);
    give(one, name);
  }
  return { names, clash: others.length > 0 };
}

function candidatesOf({ file, encoded, bodies }: NamedFile, index: number): Candidate[] {
  const whole = file ?? encoded;
  const stem = whole.replace(STEP, "") || whole;
  const single = bodies.length === 1;
  const parts = bodyNames(bodies);
  // A file of one body is known by its path, which is there for all to see.
  const order = (single ? "0" : "1") + (/\.step$/.test(whole) ? "0" : "1");
  return bodies.map((body, sample) => ({
    at: [index, sample],
    key: nameKey(file, body.index),
    natural: single ? stem : `${stem}/${parts[sample]}`,
    longer: single ? whole : `${whole}/${parts[sample]}`,
    rank: `${order} ${whole} ${encoded} ${String(body.index).padStart(9, "0")}`,
  }));
}

/** Names within a file, each once. */
function bodyNames(bodies: NamedFile["bodies"]): string[] {
  const plain = bodies.map(({ name, index }) => plainName(name) ?? `body_${index}`);
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return plain.map((name, i) =>
    counts.get(name)! > 1 || /#\d+$/.test(name) ? `${name}#${bodies[i].index}` : name
  );
}

/** A name without what would break a line or a path; null where nothing is left. */
function plainName(name: string | null): string | null {
  const plain = (name ?? "").replace(/[/\\\p{Cc}]+/gu, "_").trim();
  return plain === "" ? null : [...plain].slice(0, MOST_CHARACTERS).join("");
}
