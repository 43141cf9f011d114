const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9n;

/**
 * Has Linux end this process when the front has ended, even while a cell computes. Elsewhere it
 * ends at the end of its standard input, once it does not compute.
 */
export function dieWithParent(): void {
  if (Deno.build.os !== "linux") return;
  try {
    const { symbols } = Deno.dlopen("libc.so.6", {
      prctl: { parameters: ["i32", "usize", "usize", "usize", "usize"], result: "i32" },
    });
    symbols.prctl(PR_SET_PDEATHSIG, SIGKILL, 0n, 0n, 0n);
  } catch {
    // Another libc: the end of standard input has to do.
  }
}
