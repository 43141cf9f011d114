/** Bounds the codecs of zarrita, which is loaded for it. @module */

/** Has zarrita unpack no more than a chunk may hold: its codecs are those of the whole process. */
export async function boundZarr(): Promise<void> {
  const [{ registry }, { boundCodecs }] = await Promise.all([
    import("./zarr_library.ts"),
    import("./bounded_codecs.ts"),
  ]);
  boundCodecs(registry);
}
