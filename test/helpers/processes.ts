/** A process, told apart from a later one of the same number by when it began. */
export interface ProcessId {
  readonly pid: number;
  readonly started: string;
}

/** The processes that a process has started, and theirs, as Linux lists them. */
export function descendants(root: number): ProcessId[] {
  const children = new Map<number, ProcessId[]>();
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const found = stat(Number(name));
    if (found === null) continue;
    children.set(found.parent, [...children.get(found.parent) ?? [], found]);
  }
  const below = (pid: number): ProcessId[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** Those of the processes that are still there. */
export function alive(processes: readonly ProcessId[]): ProcessId[] {
  return processes.filter(({ pid, started }) => {
    const now = stat(pid);
    return now !== null && now.started === started && now.state !== "Z";
  });
}

function stat(pid: number): ProcessId & { parent: number; state: string } | null {
  try {
    // The name, in brackets, may have blanks in it.
    const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, state: fields[0], parent: Number(fields[1]), started: fields[19] };
  } catch {
    return null; // it has ended meanwhile
  }
}
