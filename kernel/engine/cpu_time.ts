/** Ticks of Linux's process times in a second; the same on every Linux that Deno runs on. */
const TICKS = 100;

/** Milliseconds of computing that a process has had, or undefined where that cannot be known. */
export function cpuTime(pid: number): number | undefined {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    // The name of the program, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 1000 / TICKS;
  } catch {
    return undefined;
  }
}
