/**
 * Reads JSON with comments and commas at the end of lists, as in `deno.jsonc`.
 * No package is used: the engine loads this before it can find any.
 *
 * @throws {SyntaxError} where it is not JSON otherwise
 */
export function parseJsonc(text: string): unknown {
  const pieces =
    /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*(?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*[}\]])/g;
  return JSON.parse(text.replace(pieces, (piece) => piece.startsWith('"') ? piece : ""));
}
