import type { CliIo } from "../../src/cli/io.ts";

/** A system for one call of the command line, which remembers what it was told. */
export interface FakeIo extends CliIo {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exits: readonly number[];
  /** Presses Ctrl-C. */
  interrupt(): void;
}

/** Makes a system without a terminal. */
export function fakeIo(
  { terminal = false, environment = {} }: {
    terminal?: boolean;
    environment?: Record<string, string>;
  } = {},
): FakeIo {
  const [out, err, exits] = [[] as string[], [] as string[], [] as number[]];
  const listeners = new Set<() => void>();
  return {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    env: (name) => environment[name],
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => exits.push(code),
    stdout: () => out.join(""),
    stderr: () => err.join(""),
    exits,
    interrupt: () => [...listeners].forEach((listener) => listener()),
  };
}
