import { fsPromises, paths } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";
import { isBelow } from "./result_id.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";

const [DOCUMENT, BYTES] = [".json", ".bin"];
/** Files of results. */
const OWN = /(?:\.json|\.[0-9a-f]{16}\.bin)$/;

/**
 * Keeps each result in a file of its own: `users/john` is `users/john.json` below the base folder,
 * with the numbers of arrays beside it in `users/john.<hash>.bin`. Files are whole or not there,
 * whatever happens. On file systems that take `A` for `a`, so does this backend.
 */
export class FileBackend implements ResultBackend {
  /** What it is, for messages. */
  readonly name: string;
  readonly #base: string;
  readonly #create: boolean;

  /**
   * Opens nothing yet.
   *
   * @param baseDir The folder.
   * @param options `createIfMissing`: whether it is made where it is not there.
   */
  constructor(baseDir: string, options: { createIfMissing?: boolean } = {}) {
    this.#base = paths().resolve(baseDir);
    this.#create = options.createIfMissing ?? true;
    this.name = `file:${this.#base}`;
  }

  /** The document of a result; null where there is none. */
  async read(id: string): Promise<Uint8Array | null> {
    await this.#requireBase();
    return await orNull(fsPromises().readFile(this.#path(id)));
  }

  /** A part of the bytes beside a document. */
  async readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null> {
    const file = await orNull(fsPromises().open(this.#blob(id, blob)));
    if (file === null) return null;
    try {
      const bytes = new Uint8Array(end - start);
      let at = 0;
      while (at < bytes.length) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
        if (bytesRead === 0) return null;
        at += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  }

  /** Keeps a result. */
  async write(
    id: string,
    { document, blob }: KeptResult,
    onlyNew: boolean,
    old: string | null,
  ): Promise<boolean> {
    await this.#requireBase();
    const path = this.#path(id);
    if (onlyNew && await isThere(path)) return false;
    // The document names its bytes, so they are there before it is.
    if (blob !== null) await this.#put(this.#blob(id, blob.name), blob.bytes, false);
    const isWritten = await this.#put(path, document, onlyNew);
    if (isWritten && old !== null && old !== blob?.name) await this.#removeBlob(id, old);
    return isWritten;
  }

  /** Takes a result away, and the folders that it leaves empty. */
  async remove(id: string, blob: string | null): Promise<boolean> {
    await this.#requireBase();
    if (await orNull(fsPromises().rm(this.#path(id))) === null) return false;
    if (blob !== null) await this.#removeBlob(id, blob);
    await this.#removeEmpty(paths().dirname(this.#path(id)));
    return true;
  }

  /** The names at and below a prefix. */
  async ids(prefix: string): Promise<string[]> {
    const files = await this.#files();
    return files.filter((file) => file.endsWith(DOCUMENT))
      .map((file) => idOf(file.replaceAll("\\", "/").slice(0, -DOCUMENT.length)))
      .filter((id) => isBelow(id, prefix));
  }

  /** Takes all away; the base folder stays, and what others have put there. */
  async clear(): Promise<void> {
    const own = (await this.#files()).filter((file) => OWN.test(file));
    for (const file of own) await fsPromises().rm(paths().join(this.#base, file), { force: true });
    const folders = new Set(own.map((file) => paths().dirname(paths().join(this.#base, file))));
    for (const folder of folders) await this.#removeEmpty(folder);
  }

  /** Nothing is held that must be given up. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Writes a file under another name first. With `onlyNew` a link refuses what is there. */
  async #put(path: string, bytes: Uint8Array, onlyNew: boolean): Promise<boolean> {
    const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
    await writeMaking(temporary, bytes);
    try {
      if (!onlyNew) {
        await fsPromises().rename(temporary, path);
        return true;
      }
      await fsPromises().link(temporary, path);
    } catch (error) {
      await fsPromises().rm(temporary, { force: true });
      if (onlyNew && (error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
    await fsPromises().rm(temporary, { force: true });
    return true;
  }

  async #removeBlob(id: string, blob: string): Promise<void> {
    await fsPromises().rm(this.#blob(id, blob), { force: true });
  }

  async #removeEmpty(folder: string): Promise<void> {
    while (folder !== this.#base && await isRemoved(folder)) folder = paths().dirname(folder);
  }

  async #files(): Promise<string[]> {
    await this.#requireBase();
    return await orNull(fsPromises().readdir(this.#base, { recursive: true })) ?? [];
  }

  async #requireBase(): Promise<void> {
    if (this.#create || await isThere(this.#base)) return;
    throw new UsageError(
      `Cannot open the results in '${this.#base}': the folder must be there, and is not. Make ` +
        "it, or leave out `createIfMissing: false`.",
      { data: { baseDir: this.#base } },
    );
  }

  #path(id: string): string {
    return paths().join(this.#base, ...id.split("/").map(fileName)) + DOCUMENT;
  }

  #blob(id: string, blob: string): string {
    return `${this.#path(id).slice(0, -DOCUMENT.length)}.${blob}${BYTES}`;
  }
}

/** A folder of a name with an ending of ours would look like a file of ours. */
function fileName(segment: string): string {
  return segment.replaceAll("%", "%25").replace(/\.(json|bin|tmp)$/i, "%2e$1");
}

function idOf(path: string): string {
  return path.split("/").map((name) => name.replaceAll("%2e", ".").replaceAll("%25", "%")).join(
    "/",
  );
}

/** Another result that is removed may take the folder away at any moment. */
async function writeMaking(path: string, bytes: Uint8Array): Promise<void> {
  for (let tries = 0;; tries++) {
    try {
      return await fsPromises().writeFile(path, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === 5) throw error;
      await fsPromises().mkdir(paths().dirname(path), { recursive: true });
    }
  }
}

async function isRemoved(folder: string): Promise<boolean> {
  try {
    await fsPromises().rmdir(folder);
    return true;
  } catch {
    return false; // it is not empty, or gone
  }
}

async function isThere(path: string): Promise<boolean> {
  return await orNull(fsPromises().stat(path)) !== null;
}

/** What is not there is null. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}
