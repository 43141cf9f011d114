/** Arquero, which is loaded where there is a table: it takes a moment. @module */

/** Loads it, after the version of flechette that can be had. */
export async function loadArquero(): Promise<typeof import("arquero")> {
  await import("@uwdata/flechette");
  return await import("arquero");
}
