/** What a stage made of an item, as the journal keeps it. @module */
import v8 from "node:v8";
import type { ItemReply, TaskReply } from "./item_call.ts";

/** Stands for the path of the item's encoded file, so that the flow's folder may be moved. */
const FILE_MARK = "\u0000file";

/**
 * The results as bytes.
 *
 * @returns null where there is nothing to keep: one task whose result is the encoded file, or a
 * skipped item
 */
export function packReplies({ tasks, file }: ItemReply): Uint8Array | null {
  const results = tasks.map((task) =>
    task.skipped ? undefined : file !== null && task.result === file ? FILE_MARK : task.result
  );
  if (results.length === 1) {
    const [only] = results;
    return only === undefined || only === FILE_MARK ? null : v8.serialize(only);
  }
  return results.every((result) => result === undefined) ? null : v8.serialize(results);
}

/**
 * The replies that {@linkcode packReplies} has packed.
 *
 * @param tasks how many tasks the stage has
 * @param state how the item ended
 * @param file where its encoded file is now
 */
export function unpackReplies(
  bytes: Uint8Array | null,
  { tasks, skipped, file }: { tasks: number; skipped: boolean; file: string | null },
): TaskReply[] {
  if (skipped) return Array.from({ length: tasks }, () => ({ skipped: true }));
  const results: unknown[] = bytes === null
    ? [FILE_MARK]
    : tasks === 1
    ? [v8.deserialize(bytes)]
    : v8.deserialize(bytes);
  return results.map((result): TaskReply =>
    result === undefined
      ? { skipped: true }
      : { skipped: false, result: result === FILE_MARK ? file : result }
  );
}
