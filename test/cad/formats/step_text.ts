/** A STEP file with the given entities. */
export function stepText(data: string, options: { header?: string; end?: string } = {}): string {
  const { header = "FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));", end = "END-ISO-10303-21;\n" } = options;
  return `ISO-10303-21;\nHEADER;\n${header}\nENDSEC;\nDATA;\n${data}\nENDSEC;\n${end}`;
}

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes of a text of which each character is one byte. */
export const latin1Of = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
