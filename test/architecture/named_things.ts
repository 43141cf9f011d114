/** What texts and comments name. */

/**
 * Paths in backticks or of links: files of the project by their endings, and folders by their `/`.
 */
export function namedPaths(text: string): string[] {
  const code = text.replace(/```[\s\S]*?```/g, "");
  const found = [...code.matchAll(/`(?:\. )?((?:[\w.<>-]+\/)*[\w.<>-]+(?:\.(?:ts|py|sh)|\/))`/g)];
  const links = [...code.matchAll(/\]\(((?!https?:)[^)#]+)/g)];
  return [...new Set([...found, ...links].map(([, path]) => path))];
}

/** The names in `{@link ...}` and `{@linkcode ...}`, members and their owners apart. */
export function nameLinks(text: string): string[] {
  const links = [...text.matchAll(/\{@link(?:code)? ([\w.]+)/g)];
  return links.flatMap(([, name]) => name.split("."));
}

/** All words of the code itself. */
export function namesOutsideComments(text: string): string[] {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").match(/[A-Za-z_$][\w$]*/g) ?? [];
}
