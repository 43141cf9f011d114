/**
 * What the kernel's process loads to make sample parts. Not to be imported: `samples.ts` names it
 * in its requests.
 *
 * @module
 */
import type { MadeFile } from "../occt/kernel_maker.ts";
import type { OpenCascade } from "../occt/load_occt.ts";
import { makePart, type PartRequest } from "./make_part.ts";

/** Makes the part of a {@linkcode PartRequest}. */
export async function make(oc: OpenCascade, request: unknown): Promise<MadeFile> {
  const { step, info } = await makePart(oc, request as PartRequest);
  return { file: step, info };
}
