/**
 * The built-in loader: STEP files through OpenCascade. It needs no licence.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import type { CadLoader, CadModel } from "./cad_loader.ts";
import { createModel } from "./cad_model.ts";
import { withDistinctPlaces } from "./distinct_places.ts";
import { FileNotFound, FileUnreadable, NoBodies } from "./errors.ts";
import { bodiesOf } from "./formats/bodies.ts";
import { parseBrepText } from "./formats/brep_text.ts";
import { checkFormat } from "./formats/check_format.ts";
import { stepFaceNames } from "./formats/step_face_names.ts";
import { noBodies, precheckStep } from "./formats/step_precheck.ts";
import type { StepScan } from "./formats/step_scan.ts";
import { KernelProcess } from "./kernel/kernel_process.ts";
import type { KernelDump } from "./kernel/protocol.ts";

/** How files are opened. */
export interface OcctLoaderOptions {
  /**
   * Seconds that the kernel may take for a file before it is killed.
   *
   * @default {60}
   */
  deadline?: number;
}

/**
 * Opens STEP files. The kernel runs in a process of its own, which starts with the first file
 * (or with {@linkcode OcctLoader.warmUp}) and serves all later ones.
 *
 * Coordinates are millimetres, whatever the file's units.
 *
 * @example Opening a file
 * ```ts ignore
 * const loader = new OcctLoader({ deadline: 30 });
 * const model = await loader.createFromFile("bracket.step");
 * console.log(model.getBodyCount(), model.getFaceCount());
 * await loader.close();
 * ```
 */
export class OcctLoader implements CadLoader {
  readonly #kernel: KernelProcess;

  constructor(options: OcctLoaderOptions = {}) {
    this.#kernel = new KernelProcess(options);
  }

  /** Boots the kernel and exercises it, so that the first file does not wait for that. */
  async warmUp(): Promise<void> {
    await this.#kernel.warmUp();
  }

  /**
   * Opens a STEP file.
   *
   * @param options `signal` gives up on the file, and kills the kernel's process
   * @throws {FileNotFound} where there is no such file
   * @throws {FileUnreadable} where it cannot be read
   * @throws {UnsupportedFormat} where it is of another format
   * @throws what {@linkcode precheckStep} throws about its contents
   * @throws {MalformedStep | NoBodies | KernelException | KernelTimeout | KernelCrash} what
   * {@linkcode KernelProcess.readStep} throws
   */
  async createFromFile(path: string, options: { signal?: AbortSignal } = {}): Promise<CadModel> {
    const times = [performance.now()];
    const bytes = await readBytes(path);
    checkFormat(path, bytes);
    const scan = precheckStep(bytes);
    const hash = await sha256(bytes);
    times.push(performance.now());

    const dump = await this.#read(bytes, scan, options.signal);
    times.push(performance.now());

    const names = stepFaceNames(bytes, scan);
    const bodies = bodiesOf(parseBrepText(dump.brep), dump.faceIds, names).map(withDistinctPlaces);
    if (bodies.length === 0) throw noBodies(scan);
    times.push(performance.now());

    const [read, kernel, parse] = times.slice(1).map((time, i) => time - times[i]);
    return createModel({
      path,
      hash,
      size: bytes.length,
      bodies,
      provenance: {
        kernel: "OpenCascade",
        kernelVersion: this.#kernel.state.kernelVersion ?? "unknown",
        reader: "step-occt-wasm",
        units: "mm",
        fileUnits: dump.fileUnits,
        format: "STEP",
      },
      timings: { read, kernel, parse },
    });
  }

  async #read(bytes: Uint8Array, scan: StepScan, signal?: AbortSignal): Promise<KernelDump> {
    try {
      return await this.#kernel.readStep(bytes, { signal });
    } catch (error) {
      // The kernel knows that there is no shape; the scan knows what there is instead.
      if (error instanceof NoBodies) throw noBodies(scan);
      throw error;
    }
  }

  /** Ends the kernel's process, even in the middle of a file. Safe to call twice. */
  async close(): Promise<void> {
    await this.#kernel.close();
  }
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const data = { path, code: code ?? null };
    if (code === "ENOENT") {
      throw new FileNotFound(`Cannot open '${path}': there is no such file.`, {
        data,
        cause: error,
      });
    }
    const problem = code === "EISDIR" ? "it is a folder" : message;
    throw new FileUnreadable(
      `Cannot open '${path}': it must be a file that may be read: ${problem}.`,
      {
        data,
        cause: error,
      },
    );
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
