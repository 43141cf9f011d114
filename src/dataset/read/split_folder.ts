/** The splits of a dataset on a local disk. @module */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPlainFile } from "../../base/plain_file.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { compressChunk } from "../../storage/zarr/zarr_codecs.ts";
import type { SplitFiles, TableFile } from "./read_store.ts";
import { requireStaysIn } from "./stays_in.ts";
import { tableFile } from "./table_file.ts";

const ENDING = ".parquet";
/** Bytes that a scaler may have: it is read whole. */
const SCALER_BYTES = 2 ** 26;

/** Where the splits of a dataset are: beside it, so that a new version does not take them away. */
export function splitsPath(dataset: string): string {
  return `${dataset.replace(/\.dataset$/, "")}.splits`;
}

/** Where what is noted of a dataset's samples is: beside it, for the same reason. */
export function notesPath(dataset: string): string {
  return `${dataset.replace(/\.dataset$/, "")}.notes`;
}

/** `<name>.splits`, with a file for each split. It is made by the first. */
export class SplitFolder implements SplitFiles {
  readonly #root: string;
  readonly #home: string;
  readonly compressZstd: SplitFiles["compressZstd"] = SYSTEM_ZSTD
    ? (bytes) => compressChunk(bytes)
    : null;

  /**
   * @param root the folder, which need not be there
   * @param home the folder of the dataset, in which what is written must stay
   */
  constructor(root: string, home: string) {
    this.#root = root;
    this.#home = home;
  }

  names(): string[] {
    if (!existsSync(this.#root)) return [];
    return readdirSync(this.#root).filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length)).sort();
  }

  table(name: string): TableFile | null {
    const path = this.#path(name);
    return existsSync(path) ? tableFile(path) : null;
  }

  write(name: string, bytes: Uint8Array): void {
    requireStaysIn(this.#home, this.#root);
    mkdirSync(this.#root, { recursive: true });
    writeAtomically(this.#path(name), (temporary) => writeFileSync(temporary, bytes));
  }

  remove(name: string): void {
    requireStaysIn(this.#home, this.#root);
    for (const path of [this.#path(name), this.#scalerPath(name)]) rmSync(path, { force: true });
  }

  scaler(split: string): Uint8Array | null {
    const path = this.#scalerPath(split);
    return existsSync(path) ? readPlainFile(path, SCALER_BYTES) : null;
  }

  writeScaler(split: string, bytes: Uint8Array): void {
    requireStaysIn(this.#home, this.#root);
    mkdirSync(this.#root, { recursive: true });
    writeAtomically(this.#scalerPath(split), (temporary) => writeFileSync(temporary, bytes));
  }

  #scalerPath(split: string): string {
    return join(this.#root, `${split}.scaler.json`);
  }

  #path(name: string): string {
    return join(this.#root, name + ENDING);
  }
}
