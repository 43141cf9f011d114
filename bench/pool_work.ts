/** The work of the pool benchmark, for every pool that runs TypeScript. @module */

/** How one item is done. */
export const KINDS = ["trivial", "busy1", "sleep100"] as const;
/** One of them. */
export type Kind = (typeof KINDS)[number];

/** Does an item: nothing, 1 ms of computing, or 100 ms of waiting. */
export default function work({ kind, n }: { kind: Kind; n: number }): number | Promise<number> {
  if (kind === "sleep100") return new Promise((resolve) => setTimeout(resolve, 100, n));
  if (kind === "busy1") {
    const end = performance.now() + 1;
    while (performance.now() < end);
  }
  return n;
}

/** For Trunnion's own pool. */
export function createHandler() {
  return { run: (payload: unknown) => work(payload as { kind: Kind; n: number }) };
}
