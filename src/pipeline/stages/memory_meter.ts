/** The most main memory that each worker takes. @module */
import type { WorkerMemory } from "../../journal/journal_types.ts";
import type { MemoryUse } from "../../pool/channel/memory_use.ts";

/** Keeps the highest of what is told of each worker. */
export class MemoryMeter {
  readonly #peaks = new Map<number, { own: number; kernel: number | null }>();

  /** A worker took so much since it was last told of. */
  take(worker: number, { peakBytes, helperPeakBytes }: MemoryUse): void {
    if (peakBytes === null && helperPeakBytes === null) return;
    const known = this.#peaks.get(worker) ?? { own: 0, kernel: null };
    const kernel = Math.max(known.kernel ?? 0, helperPeakBytes ?? 0);
    this.#peaks.set(worker, {
      own: Math.max(known.own, peakBytes ?? 0),
      kernel: kernel === 0 ? null : kernel,
    });
  }

  /** What was told since this was last asked, by the workers' numbers. */
  peaks(): WorkerMemory[] {
    const peaks = [...this.#peaks].sort(([a], [b]) => a - b).map(([worker, { own, kernel }]) => ({
      worker,
      peakBytes: own,
      kernelPeakBytes: kernel,
    }));
    this.#peaks.clear();
    return peaks;
  }
}
