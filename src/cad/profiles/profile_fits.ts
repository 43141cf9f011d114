/**
 * How many of some bodies a profile's model takes, and why it does not take the others.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { type Profile, profileLabel } from "./profile.ts";
import { profileMeasures } from "./profile_measures.ts";

/** Bodies that a rule keeps out. */
interface Misfits {
  /** What the model takes: `"bodies of at most 70 faces"`. */
  readonly rule: string;
  /** How many bodies are not so. */
  readonly count: number;
  /** Some of them: what they are called, and what was found. */
  readonly examples: readonly { readonly body: string; readonly found: string }[];
}

/** What was found out about some bodies. */
export interface ProfileFit {
  /** Name and version: `"brepgen@1"`. */
  readonly profile: string;
  /** How many bodies were looked at. */
  readonly bodies: number;
  /** How many of them the model takes. */
  readonly fits: number;
  /** The others by rule, the most frequent first. */
  readonly misfits: readonly Misfits[];
}

/** Examples of a rule that are kept. */
const MOST_EXAMPLES = 3;

/** Asks a profile about one body after the other. */
export class ProfileFits {
  readonly #profile: Profile;
  readonly #byRule = new Map<string, { body: string; found: string }[]>();
  readonly #counts = new Map<string, number>();
  #bodies = 0;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** @param body what the body is called among the examples */
  add(brep: Brep, body: string): void {
    this.#bodies++;
    const misfit = this.#profile.requires?.(brep, profileMeasures);
    if (misfit === undefined) return;
    const { rule, found } = misfit;
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
    const examples = this.#byRule.get(rule) ?? [];
    if (examples.length < MOST_EXAMPLES) this.#byRule.set(rule, [...examples, { body, found }]);
  }

  /** What was found so far. */
  get found(): ProfileFit {
    const misfits = [...this.#counts].sort(([, a], [, b]) => b - a)
      .map(([rule, count]) => ({ rule, count, examples: this.#byRule.get(rule)! }));
    const kept = misfits.reduce((sum, { count }) => sum + count, 0);
    return {
      profile: profileLabel(this.#profile),
      bodies: this.#bodies,
      fits: this.#bodies - kept,
      misfits,
    };
  }
}
