/** A host's line to its parent. @module */
import { LINE_WORD, MessageLine } from "../channel/message_line.ts";
import type { FromHost, ToHost } from "../channel/protocol.ts";

/** Sends a message; resolves when it is on its way. */
type Send = (message: FromHost) => Promise<void>;

/**
 * Opens it: a socket where this process was told of one, else Node's own line, which takes longer.
 *
 * @param words what this process was started with
 * @param onGone called when the parent is gone
 */
export async function openParentLine(
  words: readonly string[],
  onMessage: (message: ToHost) => void,
  onGone: () => void,
): Promise<Send> {
  const path = words.find((word) => word.startsWith(LINE_WORD))?.slice(LINE_WORD.length);
  if (path === undefined) return await openNodesLine(onMessage, onGone);
  const socket = await Deno.connect({ transport: "unix", path });
  forget(path);
  const line = new MessageLine(socket, (message) => onMessage(message as ToHost));
  void line.ended.then(onGone);
  return (message) => line.send(message);
}

/** The parent removes the way to it as well, unless it was killed by now. */
function forget(path: string): void {
  try {
    Deno.removeSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  } catch {
    // It was quicker, or this process may not.
  }
}

async function openNodesLine(
  onMessage: (message: ToHost) => void,
  onGone: () => void,
): Promise<Send> {
  const { default: process } = await import("node:process");
  process.on("disconnect", onGone);
  process.on("message", onMessage);
  return (message) => {
    const written = Promise.withResolvers<void>();
    process.send!(message, () => written.resolve());
    return written.promise;
  };
}
