/** What an error says. @module */
import { limitText } from "./limit_text.ts";

/** Characters of a message: one that holds a whole file explains nothing any more. */
const LIMIT = 10_000;

/** The message of whatever was thrown, cut where it is long. Never throws. */
export function messageOf(thrown: unknown): string {
  try {
    const said = thrown instanceof Error ? thrown.message : thrown;
    return limitText(typeof said === "string" ? said : textOf(said), LIMIT);
  } catch {
    return kindOf(thrown);
  }
}

/** A value that is no string: objects as JSON, where they have one. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return kindOf(value); // a ring, or an object whose conversion throws
  }
}

/** All that can be said of what has no text. */
function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return "[object Object]"; // a proxy that was revoked, or that throws whatever it is asked
  }
}
