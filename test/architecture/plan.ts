/** Each source file with the files that it imports, as paths from the project's root. */
export type Sources = Map<string, string[]>;

/** The folder of a file below `src/`: `src/cad/labels/x.ts` lies in `cad/labels`. */
function folderOf(path: string): string {
  return path.split("/").slice(1, -1).join("/");
}

function isIn(path: string, room: string): boolean {
  const folder = folderOf(path);
  return folder === room || folder.startsWith(`${room}/`);
}

/** The ways by which files of `room` lead, over any number of imports, to one of `forbidden`. */
export function reachedRooms(sources: Sources, room: string, forbidden: string[]): string[] {
  if (forbidden.length === 0) return [];
  const ways: string[] = [];
  for (const start of sources.keys()) {
    if (!isIn(start, room)) continue;
    const cameFrom = new Map<string, string | null>([[start, null]]);
    const queue = [start];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (forbidden.some((other) => isIn(path, other) && !isIn(start, other))) {
        ways.push(wayTo(path, cameFrom));
        break;
      }
      for (const target of sources.get(path) ?? []) {
        if (cameFrom.has(target)) continue;
        cameFrom.set(target, path);
        queue.push(target);
      }
    }
  }
  return ways;
}

function wayTo(end: string, cameFrom: Map<string, string | null>): string {
  const way: string[] = [];
  for (let path: string | null | undefined = end; path; path = cameFrom.get(path)) {
    way.unshift(path);
  }
  return way.join(" -> ");
}

/** Groups of files that lead to each other by imports (Tarjan's strongly connected components). */
export function circles(sources: Sources): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string) => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const target of sources.get(path) ?? []) {
      if (!sources.has(target)) continue;
      if (!index.has(target)) {
        visit(target);
        low.set(path, Math.min(low.get(path)!, low.get(target)!));
      } else if (stack.includes(target)) {
        low.set(path, Math.min(low.get(path)!, index.get(target)!));
      }
    }
    if (low.get(path) !== index.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1 || sources.get(path)!.includes(path)) found.push(group.sort());
  };
  for (const path of sources.keys()) if (!index.has(path)) visit(path);
  return found;
}

/** Rooms with more than `most` files lying flat, with their number. */
export function hallsAbove(sources: Sources, most: number): string[] {
  const flat = new Map<string, number>();
  for (const path of sources.keys()) {
    flat.set(folderOf(path), (flat.get(folderOf(path)) ?? 0) + 1);
  }
  return [...flat].filter(([, count]) => count > most).map(([room, count]) => `${room}: ${count}`);
}
