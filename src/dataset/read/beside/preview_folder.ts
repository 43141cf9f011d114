/** The previews of a dataset on a local disk. @module */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPlainFile } from "../../../base/plain_file.ts";
import { unwritable, writeAtomically } from "../../../storage/atomic_write.ts";
import type { PreviewFiles, PreviewKind } from "../read_store.ts";
import { requireStaysIn } from "../stays_in.ts";

/** Bytes that one may have: it is read whole. */
const MOST_BYTES = 2 ** 28;

/** `stream_cache`, with a folder for each kind. */
export class PreviewFolder implements PreviewFiles {
  readonly #home: string;

  /** @param home the folder of the dataset, in which what is written must stay */
  constructor(home: string) {
    this.#home = home;
  }

  names(kind: PreviewKind): ReadonlySet<string> {
    const folder = this.#folder(kind);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return new Set(names.filter((name) => name.endsWith(`.${kind}`)));
  }

  path(kind: PreviewKind, name: string): string {
    return join(this.#folder(kind), name);
  }

  read(kind: PreviewKind, name: string): Uint8Array | null {
    const path = this.path(kind, name);
    return existsSync(path) ? readPlainFile(path, MOST_BYTES) : null;
  }

  write(kind: PreviewKind, name: string, bytes: Uint8Array): void {
    const folder = this.#folder(kind);
    requireStaysIn(this.#home, folder);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw unwritable(folder, error) ?? error;
    }
    writeAtomically(this.path(kind, name), (temporary) => writeFileSync(temporary, bytes));
  }

  #folder(kind: PreviewKind): string {
    return join(this.#home, "stream_cache", kind);
  }
}
