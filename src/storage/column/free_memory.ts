/**
 * Gives the memory of an array back at once. The collector looks at it only after 64 MB more, and
 * what lies between such arrays by then keeps their places from being one again.
 *
 * @param array nobody's any more, with memory that is its own; it has no values afterwards
 */
export function freeMemory({ buffer }: ArrayBufferView<ArrayBufferLike>): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
