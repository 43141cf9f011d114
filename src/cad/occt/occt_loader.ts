/**
 * The built-in loader: every format that a reader is registered for. It needs no licence.
 *
 * @module
 */
import { fsPromises } from "../../base/node/builtins.ts";
import { readSmallFile } from "../../base/plain_file.ts";
import { sha256 } from "../../base/sha256.ts";
import { whyUnread } from "../../base/why_unread.ts";
import { createModel } from "../assembly/cad_model.ts";
import { shownModel } from "../look/shown_model.ts";
import { selectBodies } from "../assembly/select_bodies.ts";
import type { CadLoader, CadModel } from "../cad_loader.ts";
import { FileNotFound, FileUnreadable, NoBodies } from "../errors.ts";
import type { ShapeKernel } from "../formats/shape_kernel.ts";
import { findReader } from "../formats/find_reader.ts";
import {
  chooseOptions,
  type ChosenOptions,
  DEFAULT_OPTIONS,
  type LoaderOptions,
} from "../loader_options.ts";
import { LoaderKernel } from "./loader_kernel.ts";

/**
 * Opens STEP, IGES and BREP files, told by their contents, and those of formats added by
 * {@linkcode registerFormat}. The kernel runs in a process of its own, which starts with the first
 * file that needs it (or with {@linkcode OcctLoader.warmUp}) and serves all later ones. For IGES
 * files there is a second one.
 *
 * Coordinates are millimetres whatever the file's units, unless `units: "file"` is chosen.
 *
 * @example Opening a file
 * ```ts
 * import { OcctLoader, samples } from "trunnion";
 *
 * const folder = await Deno.makeTempDir();
 * const { files } = await samples(folder, { count: 1 });
 *
 * const loader = new OcctLoader({ deadline: 30_000 });
 * const model = await loader.createFromFile(`${folder}/${files[0]}`);
 * console.log(model.getBodyCount(), model.getFaceCount()); // 1 body, and its faces
 * await loader.close();
 * ```
 */
export class OcctLoader implements CadLoader {
  readonly #kernel: ShapeKernel;
  /** The kernel, where it is the loader's own. */
  readonly #own: LoaderKernel | null;
  #options: ChosenOptions;

  /**
   * A loader; its kernel is not started yet.
   *
   * @param kernel for how many files the kernel will be needed: hundreds, or some tens. The code of
   * a kernel for few is not optimized, which takes longer than reading them and twice the memory.
   * Or another kernel, which the loader does not end
   * @throws {UsageError} for an option that does not exist, or a value that it cannot have
   */
  constructor(options: LoaderOptions = {}, kernel: "many" | "few" | ShapeKernel = "many") {
    this.#own = typeof kernel === "string" ? new LoaderKernel(kernel) : null;
    this.#kernel = typeof kernel === "string" ? this.#own! : kernel;
    this.#options = chooseOptions(DEFAULT_OPTIONS, options);
  }

  /**
   * Changes how files are opened from now on; options that are left out stay as they are.
   *
   * @throws {UsageError} for an option that does not exist, or a value that it cannot have
   */
  setOptions(options: LoaderOptions): void {
    this.#options = chooseOptions(this.#options, options);
  }

  /** Bytes that the kernel's process took at most since this was last asked; null for none. */
  takePeakBytes(): number | null {
    return this.#own?.takePeakBytes() ?? null;
  }

  /** Boots the kernel and exercises it, so that the first file does not wait for that. */
  async warmUp(): Promise<void> {
    await this.#own?.warmUp();
  }

  /**
   * Opens a file.
   *
   * @param options `signal` gives up on the file, and kills the kernel's process; the others
   * hold for this file only
   * @throws {FileNotFound} where there is no such file
   * @throws {FileUnreadable} where it cannot be read
   * @throws {UnsupportedFormat} where no reader knows its format
   * @throws what the reader of its format throws about its contents ({@linkcode FormatReader.read})
   * @throws {NonManifold | OpenShell} where solids are asked for, and it has none
   */
  async createFromFile(
    path: string,
    { signal, ...changes }: { signal?: AbortSignal } & LoaderOptions = {},
  ): Promise<CadModel> {
    const options = chooseOptions(this.#options, changes);
    const start = performance.now();
    const bytes = await readBytes(path);
    const reader = findReader(path, bytes);
    const hash = sha256(bytes);
    const opened = performance.now();
    const { bodies: distinct, provenance, timings, assembly, exporter } = await reader.read(
      bytes,
      { path, options, signal, kernel: this.#kernel },
    );
    const parsed = performance.now();
    if (distinct.length === 0) throw noBodiesOf(reader.format);
    const { bodies, reindex } = selectBodies(distinct, options.bodies);
    return shownModel(createModel({
      path,
      hash,
      size: bytes.length,
      bodies: options.onBadFace === "refuse" ? bodies : bodies.map((body) => ({
        ...body,
        brep: { ...body.brep, onBadFace: options.onBadFace },
      })),
      provenance: { ...provenance, format: reader.format },
      ...exporter === undefined ? {} : { exporter },
      timings: {
        read: timings.read + opened - start,
        kernel: timings.kernel,
        parse: timings.parse + performance.now() - parsed,
      },
      assembly: assembly && (() => reindex(assembly())),
    }));
  }

  /** Ends the kernel's process, even in the middle of a file. Safe to call twice. */
  async close(): Promise<void> {
    await this.#own?.close();
  }
}

/** Bytes that are read at once, while nothing else happens in the thread. */
const SMALL = 1 << 20;

function noBodiesOf(format: string): NoBodies {
  return new NoBodies(
    `Cannot find a body in the file: the reader of ${format} must give one at least, found none.`,
    { data: { format } },
  );
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // Reading a FIFO waits for ever, an endless device fills the memory.
    // Most files are small, and are there sooner than a promise of them.
    return readSmallFile(path, SMALL) ?? new Uint8Array(await fsPromises().readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT";
    throw new (isMissing ? FileNotFound : FileUnreadable)(
      isMissing
        ? `Cannot open '${path}': ${whyUnread(path, error)}.`
        : `Cannot open '${path}': it must be a file that may be read: ${whyUnread(path, error)}.`,
      { data: { path, code: code ?? null }, cause: error },
    );
  }
}
