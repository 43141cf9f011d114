/** What must be free before a job starts. @module */
import { UsageError } from "../../base/errors.ts";
import type { JobNode } from "./job_node.ts";
import type { AnyJob } from "../job.ts";
import { type Need, Share } from "./limits.ts";
import type { RunOptions } from "./run_options.ts";
import { sharesOf } from "./shared_resources.ts";

const NONE: readonly Need[] = [];
const NO_SHARES: ReadonlyMap<string, Share> = new Map();

/**
 * Finds the shares that a job takes from.
 *
 * A job lends what it holds to the jobs that it calls. Else they would wait for what it holds,
 * while it waits for them.
 */
export class NeedsOfJobs {
  readonly #places: Share | null;
  readonly #resources: ReadonlyMap<string, Share>;
  #perJob: Map<string, Share> | null = null;

  constructor({ concurrency, resources, shared }: RunOptions) {
    this.#places = concurrency === undefined ? null : new Share("", whole("run", concurrency));
    const own = resources === undefined ? NO_SHARES : sharesOf(resources);
    this.#resources = shared === undefined ? own : new Map([...shared.shares, ...own]);
  }

  /** @throws UsageError for a job that could never start */
  check({ name, concurrency, resources }: AnyJob): void {
    if (concurrency !== undefined) whole(`job '${name}'`, concurrency);
    if (resources === undefined) return;
    for (const [resource, amount] of Object.entries(resources)) {
      const size = this.#resources.get(resource)?.size;
      if (size !== undefined && amount <= size) continue;
      throw new UsageError(
        `Cannot run the job '${name}': it needs ${amount} of '${resource}', and the run has ` +
          `${
            size ?? "none"
          }. Start the run with \`resources: { ${resource}: ${amount} }\` or more.`,
        { data: { job: name, resource, amount, size: size ?? 0 } },
      );
    }
  }

  /** What a job needs; an empty list for most. */
  of(node: JobNode, job: AnyJob, parent: JobNode | null): readonly Need[] {
    if (this.#places === null && job.concurrency === undefined && job.resources === undefined) {
      if (parent !== null && (parent.lent !== null || parent.lender !== null)) node.lender = parent;
      return NONE;
    }
    return this.#limited(node, job, parent);
  }

  #limited(node: JobNode, job: AnyJob, parent: JobNode | null): readonly Need[] {
    const { concurrency, resources } = job;
    this.check(job);
    node.lender = parent;
    const needs: Need[] = [];
    const lent = new Map<string, Share>();
    const add = (key: string, share: Share, amount: number) => {
      if (amount === 0) return;
      needs.push({ share: this.#shareFor(key, share, amount, parent), amount });
      if (share.perMs === null) lent.set(key, new Share(key, amount));
    };
    if (this.#places !== null) add("run", this.#places, 1);
    if (concurrency !== undefined) {
      const perJob = this.#perJob ??= new Map();
      let share = perJob.get(job.name);
      if (share === undefined) perJob.set(job.name, share = new Share(job.name, concurrency));
      add(`job ${job.name}`, share, 1);
    }
    for (const [name, amount] of Object.entries(resources ?? {})) {
      add(`resource ${name}`, this.#resources.get(name)!, amount);
    }
    node.lent = lent;
    return needs;
  }

  #shareFor(key: string, share: Share, amount: number, parent: JobNode | null): Share {
    if (share.has(amount) && share.waiting === 0) return share;
    for (let at = parent; at !== null; at = at.lender) {
      const lent = at.lent?.get(key);
      if (lent !== undefined && lent.size >= amount) return lent;
    }
    return share;
  }
}

function whole(whose: string, concurrency: number): number {
  if (Number.isInteger(concurrency) && concurrency >= 1) return concurrency;
  throw new UsageError(
    `Cannot limit the ${whose}: \`concurrency\` must be a whole number from 1; found ` +
      `${concurrency}.`,
    { data: { concurrency } },
  );
}
