/** Work that ends together. @module */

/**
 * Does several things at once. When one of them fails, the signal that all of them were given is
 * aborted, and the others are expected to end soon.
 *
 * @param signal Ends all of them.
 * @returns when all have ended
 * @throws what the first threw that failed, or the signal's reason
 */
export async function together(
  signal: AbortSignal | undefined,
  work: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const ending = new AbortController();
  const both = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
  let failure: { readonly error: unknown } | null = null;
  await Promise.all(work.map((one) =>
    one(both).catch((error) => {
      failure ??= { error };
      ending.abort(error);
    })
  ));
  if (failure !== null) throw (failure as { error: unknown }).error; // set by the closure
}
