import type { Sources } from "./plan.ts";

/** A line of code that does something. */
const STATEMENT =
  /^\s*(?:\} else |\} catch|\} finally|export |default )*(?:if|for|while|do|switch|case|return|throw|try|yield|await|const|let|this\.|super\(|else|catch|finally)\b/;

/** How many statements a file has: lines that begin with the word of one. */
export function statements(code: string): number {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").split("\n")
    .filter((line) => STATEMENT.test(line)).length;
}

/** The test of a source by its own name: of `src/a/b.ts` it is `test/a/b.test.ts`. */
export function mirrorOf(source: string): string {
  return source.replace(/^src\//, "test/").replace(/\.ts$/, ".test.ts");
}

/** The room of a source or a test: the first folder below `src/` or `test/`. */
export const roomOf = (path: string): string => path.split("/")[1];

/** Whether a test names the source by an import or as the file of a worker or program. */
export function isNamedBy(tests: Sources, source: string): boolean {
  return [...tests].some(([test, targets]) =>
    roomOf(test) === roomOf(source) && targets.includes(source)
  );
}

/** All that files lead to, over any number of imports, themselves included. */
export function reachedFrom(starts: Iterable<string>, imports: Sources): Set<string> {
  const reached = new Set<string>();
  const queue = [...starts];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    queue.push(...imports.get(path) ?? []);
  }
  return reached;
}
