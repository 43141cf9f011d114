/** Jupyter counts a cursor's place in characters of Unicode, JavaScript in halves of UTF-16. */
export function offsetOfCursor(text: string, cursor: number): number {
  let offset = 0;
  for (let left = cursor; left > 0 && offset < text.length; left--) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The place of a cursor at an offset of `text`. */
export function cursorOfOffset(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}
