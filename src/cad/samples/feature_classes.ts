/**
 * What a face of a sample part may be.
 *
 * @module
 */

/**
 * The features of faces, in the order of their codes.
 *
 * | code | feature | faces |
 * | --- | --- | --- |
 * | 0 | hole | of round holes: walls, bottoms, drill points, countersinks |
 * | 1 | slot | of slots, grooves, keyways, the gaps between teeth, raceways |
 * | 2 | pocket | of recesses and cut-outs that are neither round nor slots |
 * | 3 | chamfer | bevels of edges |
 * | 4 | fillet | roundings of edges, inside and outside |
 * | 5 | boss | what stands out of the stock: bosses, ribs, heads, flanges, shells |
 * | 6 | stock | all the rest |
 */
export const FEATURE_CLASSES = [
  "hole",
  "slot",
  "pocket",
  "chamfer",
  "fillet",
  "boss",
  "stock",
] as const;

/** What a face is. */
export type FaceFeature = typeof FEATURE_CLASSES[number];
