/**
 * What a family gives: the solids of a part, and what is known of it without the kernel.
 *
 * @module
 */
import type { Vector3 } from "./frame.ts";
import type { Kit, Solid } from "./kit.ts";
import type { PartParameter } from "./part_labels.ts";
import type { PartMeasures } from "./measures.ts";
import type { RandomStream } from "../random_stream.ts";

/**
 * How many bodies a file has: one; two different ones in one product; or an assembly in which
 * bodies stand several times.
 */
export type Arrangement = "single" | "pair" | "assembly";

/** A distinct body of a design. */
export interface DesignBody {
  readonly name: string;
  readonly solid: Solid;
  /** Where it stands, by the place of its origin. @default {once, at the origin} */
  readonly places?: readonly Vector3[];
  /** Volume and area of one instance by formula; null where there is none. */
  readonly closedForm: PartMeasures | null;
}

/** A part, ready to be written. */
export interface PartDesign {
  readonly parameters: Readonly<Record<string, PartParameter>>;
  readonly bodies: readonly DesignBody[];
}

/**
 * Designs a part of one family. Equal random numbers give equal parts.
 *
 * A family that knows no pair or no assembly is not asked for one: `planParts` decides.
 */
export type Designer = (kit: Kit, random: RandomStream, arrangement: Arrangement) => PartDesign;
