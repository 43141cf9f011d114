/** An export of a source, as `path#name`. */
type Export = string;

const DECLARED =
  /^export (?:default )?(?:declare )?(?:async )?(?:abstract )?(?:class|interface|type|function\*?|const|let|enum) (\w+)/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}(?!\s*from)/gm;
const NAMED = /^\s*(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*"([^"]+)"/gm;
const WHOLE =
  /(?:\*\s*(?:as \w+ )?from\s*|\bimport\(\s*|new URL\(\s*|\bimport\s+)"((?:\.|trunnion)[^"]*)"/g;

/** A module that hands on its own address is imported by it. */
const OWN_ADDRESS = /(?<!URL\([^()]*,\s*)import\.meta\.url/;

/**
 * Exports of sources that no other file names.
 *
 * A file that is taken whole (`import *`, `import()`, a worker's URL, its own address) has all of
 * its exports used.
 *
 * @param texts the text of each file by its path from the root: the sources, and what may use them
 * @param isSource which of the files are sources
 */
export function idleExports(
  texts: ReadonlyMap<string, string>,
  isSource: (path: string) => boolean,
): Export[] {
  const used = new Set<Export>();
  const whole = new Set<string>();
  for (const [path, text] of texts) {
    const code = withoutComments(text);
    for (const [, names, specifier] of code.matchAll(NAMED)) {
      const target = resolved(path, specifier);
      for (const name of namesOf(names, 0)) used.add(`${target}#${name}`);
    }
    for (const [, specifier] of code.matchAll(WHOLE)) whole.add(resolved(path, specifier));
    if (OWN_ADDRESS.test(code)) whole.add(path);
  }
  return [...texts].filter(([path]) => isSource(path) && !whole.has(path)).flatMap(
    ([path, text]) => {
      const code = withoutComments(text);
      const own = [...code.matchAll(DECLARED)].map(([, name]) => name);
      const listed = [...code.matchAll(LISTED)].flatMap(([, names]) => namesOf(names, 1));
      return [...own, ...listed].map((name) => `${path}#${name}`).filter((one) => !used.has(one));
    },
  );
}

/** The names of a list such as `type A, b as c`: those before `as` (0), or behind it (1). */
function namesOf(list: string, side: 0 | 1): string[] {
  return list.split(",").map((one) => one.trim().replace(/^type\s+/, "")).filter(Boolean)
    .map((one) => one.split(/\s+as\s+/)).map((pair) => pair[side] ?? pair[0]);
}

function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}
