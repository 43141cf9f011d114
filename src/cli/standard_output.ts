/** Keeps standard output for one document, whatever is printed meanwhile. @module */
import { Console } from "node:console";
import process from "node:process";

/** What a console has for printing; these write to standard output. */
const PRINTING = [
  ...["log", "info", "debug", "dir", "dirxml", "table", "group", "groupCollapsed", "groupEnd"],
  ...["count", "countReset", "time", "timeLog", "timeEnd"],
];

/**
 * Sends what is printed to standard error: by the console, and by writing to the stream.
 *
 * @returns what makes it as it was
 */
export function captureStandardOutput(): () => void {
  const other = new Console({ stdout: process.stderr, stderr: process.stderr });
  const printing = Object.fromEntries(
    PRINTING.map((name) => [name, other[name as keyof Console]]),
  );
  const prints = {
    ...printing,
    ...Object.fromEntries(
      ["log", "info", "debug"].map((
        name,
      ) => [name, (...args: unknown[]) => console.error(...args)]),
    ),
  };
  const before = Object.fromEntries(
    Object.keys(prints).map((name) => [name, Reflect.get(console, name)]),
  );
  const { write, writeSync } = Deno.stdout;
  const processWrite = process.stdout.write;
  Object.assign(console, prints);
  Deno.stdout.write = (bytes) => Deno.stderr.write(bytes);
  Deno.stdout.writeSync = (bytes) => Deno.stderr.writeSync(bytes);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => {
    Object.assign(console, before);
    Object.assign(Deno.stdout, { write, writeSync });
    process.stdout.write = processWrite;
  };
}
