/**
 * Gives the memory of an array back at once. The collector looks at it only after 64 MB more, and
 * what lies between such arrays by then keeps their places from being one again.
 *
 * @param array nobody's any more, with memory that is its own; it has no values afterwards
 */
export function freeMemory({ buffer }: ArrayBufferView<ArrayBufferLike>): void {
  // Node 20 knows neither; there it waits for the collector.
  if (buffer instanceof ArrayBuffer && buffer.detached === false) buffer.transfer(0);
}
