/**
 * What a command needs of the system: streams, the environment, Ctrl-C.
 *
 * @module
 */

/** The system as a command sees it; tests give their own. */
export interface CliIo {
  /** Writes results. */
  out(text: string): void;
  /** Writes everything else: progress, notes, errors. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Reads a variable of the environment. */
  env(name: string): string | undefined;
  /** Calls back at each Ctrl-C, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The real system. */
export function systemIo(): CliIo {
  return {
    out: writer(Deno.stdout),
    err: writer(Deno.stderr),
    outIsTerminal: Deno.stdout.isTerminal(),
    errIsTerminal: Deno.stderr.isTerminal(),
    env: (name) => Deno.env.get(name),
    onInterrupt(listener) {
      const pressed = onePress(listener);
      Deno.addSignalListener("SIGINT", pressed);
      return () => Deno.removeSignalListener("SIGINT", pressed);
    },
    exit: (code) => Deno.exit(code),
  };
}

/** Milliseconds in which signals belong to one press. */
const PRESS_MS = 200;

/**
 * Calls back once for all signals of one Ctrl-C: `deno task` passes on the signal that the terminal
 * has already sent, 0 to 25 ms later.
 */
export function onePress(listener: () => void, now = () => performance.now()): () => void {
  let last = -Infinity;
  return () => {
    const time = now();
    if (time - last < PRESS_MS) return;
    last = time;
    listener();
  };
}

function writer(stream: { writeSync(bytes: Uint8Array): number }): (text: string) => void {
  const encoder = new TextEncoder();
  const writeSync = stream.writeSync.bind(stream); // the stream's own, whoever replaces it
  return (text) => {
    let bytes = encoder.encode(text);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(bytes));
    } catch (error) {
      // Whoever was reading has gone, as after `| head`: there is nobody to tell.
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  };
}
