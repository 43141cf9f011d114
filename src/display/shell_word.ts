/** Words of commands that are to be copied. @module */

/** A word as a shell takes it: quoted, where it has to be. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
