/** Whether bytes are all characters of ASCII. @module */
import { blocksOf } from "./blocks_of.ts";

/** Whether each byte is a character of its own: four of them are looked at at once. */
export function isAscii(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  const lead = (4 - byteOffset % 4) % 4;
  const count = Math.max(0, (length - lead) >> 2);
  for (let i = 0; i < Math.min(lead, length); i++) if (bytes[i] > 127) return false;
  for (let i = lead + 4 * count; i < length; i++) if (bytes[i] > 127) return false;
  if (count === 0) return true;
  const words = new Int32Array(buffer, byteOffset + lead, count);
  for (const [first, behind] of blocksOf(count)) if (hasOther(words, first, behind)) return false;
  return true;
}

function hasOther(words: Int32Array, first: number, behind: number): boolean {
  let all = 0;
  for (let i = first; i < behind; i++) all |= words[i];
  return (all & 0x80808080) !== 0;
}
