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

/** What stands in the DATA section of a file. */
export function dataOf(text: string): string {
  return /\nDATA;\r?\n([^]*?)ENDSEC;/.exec(text)![1];
}

/** A file with another DATA section. */
export function withData(text: string, data: string): string {
  return text.replace(
    /(\nDATA;\r?\n)[^]*?(\nENDSEC;|ENDSEC;)/,
    (_, head) => `${head}${data}\nENDSEC;`,
  );
}

/** The entities of a file that has no strings with semicolons in them. */
export function entitiesIn(text: string): { readonly id: number; readonly value: string }[] {
  return [...dataOf(text).matchAll(/#(\d+)\s*=\s*([^;]*);/g)]
    .map(([, id, value]) => ({ id: Number(id), value: value.replaceAll(/\s*\n\s*/g, "") }));
}
