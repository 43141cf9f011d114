import process from "node:process";
import { broadcast } from "./broadcast.ts";

type StreamName = "stdout" | "stderr";

interface Internals {
  Console: new (print: (text: string, level: number) => void) => Console;
}

interface Writer {
  write(bytes: Uint8Array): Promise<number>;
  writeSync(bytes: Uint8Array): number;
}

/** From this level of Deno's console on a text goes to stderr. */
const WARNING = 2;

/** Sends what the console and `Deno.stdout` are given the way of all output. */
export function redirectStreams(): void {
  const { Console } = (Deno as unknown as Record<symbol, Internals>)[internalSymbol()];
  const print = (text: string, level: number) =>
    broadcast("stream", { name: level >= WARNING ? "stderr" : "stdout", text });
  // The same object, as modules may hold it already.
  const replacement = new Console(print);
  for (const name of Reflect.ownKeys(replacement)) {
    const value = Reflect.get(replacement, name);
    if (typeof value === "function") Reflect.set(console, name, value);
  }
  redirect(Deno.stdout, "stdout");
  redirect(Deno.stderr, "stderr");
  for (const name of ["stdout", "stderr"] as const) redirectNode(process[name], name);
}

/** Node's streams write past Deno's. */
function redirectNode(stream: { write: unknown }, name: StreamName): void {
  const decoder = new TextDecoder();
  const write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    if (text !== "") broadcast("stream", { name, text });
    const done = rest.find((one) => typeof one === "function") as (() => void) | undefined;
    if (done !== undefined) queueMicrotask(done);
    return true;
  };
  stream.write = write;
}

function redirect(writer: Writer, name: StreamName): void {
  const decoder = new TextDecoder();
  writer.writeSync = (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== "") broadcast("stream", { name, text });
    return bytes.length;
  };
  writer.write = (bytes) => Promise.resolve(writer.writeSync(bytes));
}

/** Deno's key to what it keeps to itself; `undefined` as a key would find nothing. */
function internalSymbol(): symbol {
  return (Deno as unknown as { internal: symbol }).internal;
}
