/** Errors without secrets. @module */
import { TrunnionError } from "./errors.ts";
import { maskData, maskSecrets, ownEnvironment } from "./secrets.ts";

/** Errors in errors that are looked at: as many as any report shows. */
const MOST_ERRORS = 1000;

/**
 * What was thrown, with secrets masked in its texts and those of its causes, as in logs. An error
 * stays the same object, of its class. Never throws.
 */
export function maskError(thrown: unknown, environment = ownEnvironment()): unknown {
  if (typeof thrown === "string") return maskSecrets(thrown, environment);
  const seen = new Set<object>();
  const waiting: unknown[] = [thrown];
  while (waiting.length > 0 && seen.size < MOST_ERRORS) {
    const error = waiting.pop();
    try {
      if (!(error instanceof Error) || seen.has(error)) continue;
      seen.add(error);
      mask(error, environment);
      waiting.push(error.cause);
      if (error instanceof AggregateError) waiting.push(...error.errors);
    } catch {
      // An error of a task may throw itself wherever it is looked at.
    }
  }
  return thrown;
}

function mask(error: Error, environment: Record<string, string>): void {
  for (const key of new Set(["message", "stack", "cause", ...Object.keys(error)])) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string") {
      const masked = maskSecrets(value, environment);
      if (masked !== value) define(error, key, masked);
    } else if (error instanceof TrunnionError && key !== "cause" && isPlain(value)) {
      // The facts of our own errors are plain data.
      const masked = maskData(value, environment);
      if (JSON.stringify(masked) !== JSON.stringify(value)) define(error, key, masked);
    }
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Error);
}

function define(error: Error, key: string, value: unknown): void {
  const { enumerable = false } = Object.getOwnPropertyDescriptor(error, key) ?? {};
  Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
}
