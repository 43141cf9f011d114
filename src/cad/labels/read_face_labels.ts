/**
 * Files of face labels on disk.
 *
 * @module
 */
import { fsPromises } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";
import { LabelFileError } from "../errors.ts";
import { type FaceLabelFile, parseFaceLabels } from "./face_label_file.ts";

/**
 * Reads a file of labels, in the form that {@linkcode parseFaceLabels} describes.
 *
 * @throws {LabelFileError} where it cannot be read, or is not such a file
 *
 * @example Labels in the order of the faces
 * ```ts
 * import { attachFaceLabels, readFaceLabels } from "trunnion";
 *
 * const path = await Deno.makeTempFile({ suffix: ".labels.json" });
 * const labels = { face_labels: [], index_basis: "order of a walk of the shape" };
 * await Deno.writeTextFile(path, JSON.stringify(labels));
 *
 * const brep = { faces: [], edges: [], vertices: new Float64Array() };
 * console.log(attachFaceLabels(brep, await readFaceLabels(path)).values.length); // 0
 * ```
 */
export async function readFaceLabels(path: string): Promise<FaceLabelFile> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await fsPromises().readFile(path));
  } catch (cause) {
    const why = messageOf(cause);
    throw new LabelFileError(`Cannot read the labels of '${path}': ${why}.`, {
      data: { path },
      cause,
    });
  }
  return parseFaceLabels(bytes, path);
}
