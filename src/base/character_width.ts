/**
 * How wide one character is on a terminal.
 *
 * The rules are those of the library string-width, to which the tests compare it. String-width
 * itself makes a segmenter and the pattern of all pictures as soon as it is imported: 28 ms of the
 * 240 that any program took which imports Trunnion, most of which draw nothing of the kind.
 *
 * @module
 */
import { eastAsianWidth } from "get-east-asian-width";

const VISIBLE =
  /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Mn}\p{Me}\p{Surrogate}]/u;
const PICTOGRAPHS = /\p{Extended_Pictographic}/gu;
const KEYCAP = /^[\d#*]\u20e3$/;
/** Marks with a cell of their own, and forms of half and full width. */
const BESIDE = /[\p{Spacing_Mark}\uff00-\uffef]/u;

/**
 * The cells that a character takes.
 *
 * @param character what a person takes for one: a letter with its accents, a picture of several
 */
export function characterWidth(character: string): number {
  const first = character.search(VISIBLE);
  if (first === -1) return 0;
  if (isPicture(character)) return 2;
  const [base, ...others] = character.slice(first);
  return others.filter((other) => BESIDE.test(other))
    .reduce((width, other) => width + widthOf(other), widthOf(base));
}

function widthOf(letter: string): number {
  return eastAsianWidth(letter.codePointAt(0)!);
}

/** Whether it is drawn as a picture. Of those that no list has, several are joined to one. */
function isPicture(character: string): boolean {
  if (character.length > 50) return false; // no picture is as long
  if (/^\p{RGI_Emoji}$/v.test(character) || KEYCAP.test(character)) return true;
  return character.includes("\u200d") && (character.match(PICTOGRAPHS)?.length ?? 0) >= 2;
}
