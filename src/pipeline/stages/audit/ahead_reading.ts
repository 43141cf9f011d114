/** Files that the kernel reads for this process, before workers compare them. @module */
import type { AuditKernel } from "../../../cad/audit/audit_kernel.ts";
import type { KernelDump } from "../../../cad/formats/shape_kernel.ts";
import type { AuditedFile } from "../../../journal/reader_audits.ts";

/** Bytes of what was read that wait for a worker; above it no further file is read. */
const MOST_BYTES = 2 ** 27;

/** Has files read by one kernel, one after the other. It starts with the first of them. */
export class AheadReading {
  readonly #open: () => Promise<AuditKernel>;
  readonly #signal: AbortSignal;
  #kernel: Promise<AuditKernel> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** A file of which it was not known whether it will be asked for. */
  #early: { readonly content: string; readonly dump: Promise<KernelDump> } | null = null;
  #waiting = 0;
  #freed = Promise.withResolvers<void>();

  constructor(open: () => Promise<AuditKernel>, signal: AbortSignal) {
    this.#open = open;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#freed.resolve(), { once: true });
  }

  /** Reads a file that may be asked for. */
  begin({ path, content }: Pick<AuditedFile, "path" | "content">): void {
    if (this.#kernel !== null) return; // it is warm by what it has
    const dump = this.#read(path, content);
    dump.catch(() => {}); // it is tried again where it is asked for
    this.#early = { content, dump };
  }

  /**
   * What the kernel makes of a file. Its bytes count until {@linkcode AheadReading.free} is told.
   *
   * @throws what {@linkcode AuditKernel.read} throws
   */
  read({ path, content }: AuditedFile): Promise<KernelDump> {
    const early = this.#early?.content === content ? this.#early.dump : null;
    if (early !== null) this.#early = null;
    const dump = this.#turn.then(async () => {
      while (this.#waiting > MOST_BYTES && !this.#signal.aborted) {
        this.#freed = Promise.withResolvers();
        await this.#freed.promise;
      }
      const dump = await (early?.catch(() => null)) ?? await this.#read(path, content);
      this.#waiting += dump.brep.length;
      return dump;
    });
    this.#turn = dump.catch(() => {});
    return dump;
  }

  /** What was read is not needed any more. */
  free({ brep }: KernelDump): void {
    this.#waiting -= brep.length;
    this.#freed.resolve();
  }

  /** Ends the kernel. */
  async close(): Promise<void> {
    const kernel = await this.#kernel?.catch(() => null);
    await kernel?.close();
  }

  async #read(path: string, content: string): Promise<KernelDump> {
    this.#signal.throwIfAborted();
    const kernel = await (this.#kernel ??= this.#open());
    return await kernel.read(path, content, this.#signal);
  }
}
