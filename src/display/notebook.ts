/**
 * A display of Deno's Jupyter kernel that is updated in place.
 *
 * @module
 */

/** What the kernel offers: `Deno.jupyter`. */
export interface JupyterKernel {
  /** Sends a message to the notebook. */
  broadcast(type: string, content: Record<string, unknown>): Promise<void>;
}

/** By MIME type. */
type MimeBundle = Readonly<Record<string, unknown>>;

/** The kernel that this program is a notebook of; null elsewhere. */
export function jupyterKernel(): JupyterKernel | null {
  try {
    // The type of Deno lacks it, and outside a notebook reading it throws.
    return (Reflect.get(Deno, "jupyter") as JupyterKernel | undefined) ?? null;
  } catch {
    return null;
  }
}

/** One output of a cell. A drawing that comes while the one before is on its way waits for it. */
export class NotebookDisplay {
  readonly #kernel: JupyterKernel;
  readonly #id = crypto.randomUUID();
  #next: MimeBundle | null = null;
  #sending: Promise<void> | null = null;
  #shown = false;

  constructor(kernel: JupyterKernel) {
    this.#kernel = kernel;
  }

  /** Shows this in place of what was shown before. */
  show(bundle: MimeBundle): void {
    this.#next = bundle;
    this.#sending ??= this.#send();
  }

  /** Resolves when all that was shown has been sent. */
  async sent(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    try {
      while (this.#next !== null) {
        const data = this.#next;
        this.#next = null;
        const type = this.#shown ? "update_display_data" : "display_data";
        this.#shown = true;
        await this.#kernel.broadcast(type, {
          data,
          metadata: {},
          transient: { display_id: this.#id },
        });
      }
    } catch {
      // A notebook that has gone shows nothing, which is no reason to end the work.
    } finally {
      this.#sending = null;
    }
  }
}
