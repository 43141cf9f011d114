/**
 * The kernel of a loader: both builds of it, each started when it is first needed.
 *
 * @module
 */
import type {
  IgesDump,
  KernelDump,
  KernelRequestOptions,
  ReadIgesOptions,
  ReadStepOptions,
  ShapeKernel,
} from "../formats/shape_kernel.ts";
import type { KernelClient } from "./kernel_client.ts";
import type { KernelUse } from "./kernel_process.ts";
import type { KernelBuild } from "./kernel_protocol.ts";

/** OpenCascade in two processes of its own: no build of it reads STEP and IGES both. */
export class LoaderKernel implements ShapeKernel {
  readonly name = "OpenCascade";
  readonly #clients = new Map<KernelBuild, KernelClient>();
  readonly #use: KernelUse;
  #isClosed = false;

  /** @param use for how many files it will be needed */
  constructor(use: KernelUse = "many") {
    this.#use = use;
  }

  /** The version of the build that reads STEP; `"unknown"` before its first boot. */
  get version(): string {
    return this.#clients.get("step")?.version ?? "unknown";
  }

  /** {@linkcode KernelClient.readStep}. */
  async readStep(
    bytes: Uint8Array,
    options: KernelRequestOptions & ReadStepOptions,
  ): Promise<KernelDump> {
    return await (await this.#client("step")).readStep(bytes, options);
  }

  /** {@linkcode KernelClient.readIges}. */
  async readIges(
    bytes: Uint8Array,
    options: KernelRequestOptions & ReadIgesOptions,
  ): Promise<IgesDump> {
    return await (await this.#client("iges")).readIges(bytes, options);
  }

  /** Boots and exercises the build that reads STEP. The other one boots with its first file. */
  async warmUp(): Promise<void> {
    await (await this.#client("step")).warmUp();
  }

  /** Bytes that the processes took at most since this was last asked; null for none. */
  takePeakBytes(): number | null {
    const peaks = [...this.#clients.values()].map((client) => client.takePeakBytes() ?? 0);
    const bytes = peaks.reduce((sum, peak) => sum + peak, 0);
    return bytes === 0 ? null : bytes;
  }

  /** Ends both processes. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }

  /** The client of a build. Most files need none, and so most workers load none. */
  async #client(build: KernelBuild): Promise<KernelClient> {
    const { KernelClient } = await import("./kernel_client.ts");
    let client = this.#clients.get(build);
    if (client === undefined) {
      this.#clients.set(build, client = new KernelClient({ build, use: this.#use }));
    }
    // It says then that it is closed.
    if (this.#isClosed) await client.close();
    return client;
  }
}
