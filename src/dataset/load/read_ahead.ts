/** Values that are made before they are asked for. @module */

/**
 * Gives the values of a generator, of which so many are made ahead of the one that is in use. Where
 * the consumer stops early, the generator has ended before the consumer goes on; at most the value
 * that was being made is made in vain.
 *
 * @param ahead values that wait; with 0 a value is made when it is asked for
 */
export async function* readAhead<T>(values: AsyncGenerator<T>, ahead: number): AsyncGenerator<T> {
  if (ahead === 0) return yield* values;
  const ready: T[] = [];
  let [stopped, ended] = [false, false];
  let failure: { error: unknown } | null = null;
  let wakeProducer = () => {}, wakeConsumer = () => {};
  const produce = async () => {
    try {
      for await (const value of values) {
        ready.push(value);
        wakeConsumer();
        while (ready.length >= ahead && !stopped) {
          await new Promise<void>((resolve) => wakeProducer = resolve);
        }
        if (stopped) break; // which ends the generator
      }
    } catch (error) {
      failure = { error };
    }
    ended = true;
    wakeConsumer();
  };
  const produced = produce();
  try {
    for (;;) {
      while (ready.length === 0 && !ended) {
        await new Promise<void>((resolve) => wakeConsumer = resolve);
      }
      if (ready.length === 0) break;
      const value = ready.shift()!;
      wakeProducer();
      yield value;
    }
    throwIfFailed(failure);
  } finally {
    stopped = true;
    wakeProducer();
    await produced;
  }
}

/** As a function, since the compiler does not see that another one has set the variable. */
function throwIfFailed(failure: { error: unknown } | null): void {
  if (failure !== null) throw failure.error;
}
