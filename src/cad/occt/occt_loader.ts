/**
 * The built-in loader: STEP files through OpenCascade. It needs no licence.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { sha256 } from "../../base/sha256.ts";
import { assemblyTree } from "../assembly/assembly_tree.ts";
import type { CadLoader, CadModel } from "../cad_loader.ts";
import { createModel } from "../assembly/cad_model.ts";
import { withDistinctPlaces } from "../assembly/distinct_places.ts";
import { CadError, FileNotFound, FileUnreadable, NoBodies } from "../errors.ts";
import { bodiesOf } from "../formats/brep/bodies.ts";
import { parseBrepText } from "../formats/brep/brep_text.ts";
import { checkFormat } from "../formats/check_format.ts";
import { nodeWithFileNumbers, withFileNumbers } from "../formats/step/file_numbers.ts";
import { StepEntities } from "../formats/step/step_entities.ts";
import { stepFaceNames } from "../formats/step/step_face_names.ts";
import { identifyBodies } from "../formats/step/step_identity.ts";
import { noBodies, precheckStep } from "../formats/step/step_precheck.ts";
import { stepProducts } from "../formats/step/step_products.ts";
import type { StepScan } from "../formats/step/step_scan.ts";
import { stepStyles } from "../formats/step/step_styles.ts";
import { fileUnitLength } from "../formats/step/step_units.ts";
import { KernelProcess } from "./kernel_process.ts";
import type { KernelDump } from "./kernel_protocol.ts";
import {
  chooseOptions,
  type ChosenOptions,
  DEFAULT_OPTIONS,
  type LoaderOptions,
} from "../loader_options.ts";
import { selectBodies } from "../assembly/select_bodies.ts";

/**
 * Opens STEP files. The kernel runs in a process of its own, which starts with the first file
 * (or with {@linkcode OcctLoader.warmUp}) and serves all later ones.
 *
 * Coordinates are millimetres whatever the file's units, unless `units: "file"` is chosen.
 *
 * @example Opening a file
 * ```ts ignore
 * const loader = new OcctLoader({ deadline: 30_000 });
 * const model = await loader.createFromFile("bracket.step");
 * console.log(model.getBodyCount(), model.getFaceCount());
 * await loader.close();
 * ```
 */
export class OcctLoader implements CadLoader {
  readonly #kernel = new KernelProcess();
  #options: ChosenOptions;

  /** @throws {UsageError} for an option that does not exist, or a value that it cannot have */
  constructor(options: LoaderOptions = {}) {
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

  /** Boots the kernel and exercises it, so that the first file does not wait for that. */
  async warmUp(): Promise<void> {
    await this.#kernel.warmUp();
  }

  /**
   * Opens a STEP file.
   *
   * @param options `signal` gives up on the file, and kills the kernel's process; the others
   * hold for this file only
   * @throws {FileNotFound} where there is no such file
   * @throws {FileUnreadable} where it cannot be read
   * @throws {UnsupportedFormat} where it is of another format
   * @throws what {@linkcode precheckStep} throws about its contents
   * @throws {MixedUnits} where its own unit is asked for, and it has several
   * @throws {NonManifold | OpenShell} where solids are asked for, and it has none
   * @throws {MalformedStep | NoBodies | KernelException | KernelTimeout | KernelMemory | KernelCrash} what
   * {@linkcode KernelProcess.readStep} throws; its `data.file` names the file
   */
  async createFromFile(
    path: string,
    { signal, ...changes }: { signal?: AbortSignal } & LoaderOptions = {},
  ): Promise<CadModel> {
    const options = chooseOptions(this.#options, changes);
    const times = [performance.now()];
    const bytes = await readBytes(path);
    checkFormat(path, bytes);
    const scan = precheckStep(bytes);
    const hash = sha256(bytes);
    const { text } = scan;
    const entities = new StepEntities(text, scan.index);
    const unit = options.units === "mm" ? null : fileUnitLength(entities, text, scan);
    times.push(performance.now());

    const dump = await this.#read(path, scan, unit?.length ?? 1, options, signal);
    times.push(performance.now());

    const tree = parseBrepText(dump.brep);
    const names = stepFaceNames(text, scan);
    const distinct = bodiesOf(tree, dump.faceIds, names).map(withDistinctPlaces);
    if (distinct.length === 0) throw noBodies(scan, tree);
    const [products, styles] = [stepProducts(entities), stepStyles(entities)];
    const identified = identifyBodies(distinct, entities, products, styles);
    const { bodies, reindex } = selectBodies(
      identified.map(({ body }) => withFileNumbers(body, scan.numbers)),
      options.bodies,
    );
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
        units: unit?.name ?? "mm",
        fileUnits: dump.fileUnits,
        format: "STEP",
      },
      timings: { read, kernel, parse },
      assembly: () => {
        const tree = assemblyTree(products, identified, styles, unit?.length ?? 1);
        return reindex(nodeWithFileNumbers(tree, scan.numbers));
      },
    });
  }

  async #read(
    path: string,
    scan: StepScan,
    unit: number,
    { deadline, tolerance: wanted }: ChosenOptions,
    signal?: AbortSignal,
  ): Promise<KernelDump> {
    const tolerance = wanted === "file" ? null : wanted;
    try {
      return await this.#kernel.readStep(scan.text, { signal, deadline, unit, tolerance });
    } catch (error) {
      // The kernel knows that there is no shape; the scan knows what there is instead.
      if (error instanceof NoBodies) throw noBodies(scan);
      // It knows nothing of files, either.
      if (error instanceof CadError) error.data.file = path;
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
