/**
 * Values by face: a map whose keys are faces of the kernel.
 *
 * @module
 */
import type { TopoDS_Shape } from "replicad-opencascadejs";
import type { OpenCascade } from "../occt/load_occt.ts";

/** The largest hash code asked for; the kernel takes codes modulo this. */
const HASH_LIMIT = 2147483647;

/**
 * A map from faces to values. Two handles of one face, whatever their orientation, are one key;
 * a face at two places is two keys.
 */
export class FaceMap<V> {
  #oc: OpenCascade;
  #buckets = new Map<number, [TopoDS_Shape, V][]>();
  #entries: [TopoDS_Shape, V][] = [];

  constructor(oc: OpenCascade) {
    this.#oc = oc;
  }

  #bucket(face: TopoDS_Shape): [TopoDS_Shape, V][] {
    const hash = this.#oc.ReplicadShapeHasher.HashCode(face, HASH_LIMIT);
    const bucket = this.#buckets.get(hash) ?? [];
    if (bucket.length === 0) this.#buckets.set(hash, bucket);
    return bucket;
  }

  get(face: TopoDS_Shape): V | undefined {
    return this.#bucket(face).find(([key]) => key.IsSame(face))?.[1];
  }

  set(face: TopoDS_Shape, value: V): void {
    const bucket = this.#bucket(face);
    const entry = bucket.find(([key]) => key.IsSame(face));
    if (entry) {
      entry[1] = value;
      return;
    }
    const created: [TopoDS_Shape, V] = [face, value];
    bucket.push(created);
    this.#entries.push(created);
  }

  /** Faces and values, in the order in which the faces came in. */
  entries(): readonly (readonly [TopoDS_Shape, V])[] {
    return this.#entries;
  }
}
