/** What Deno gives a notebook, which its types do not name unless `--unstable` is said. */
interface NotebookApi {
  broadcast(
    type: string,
    content: Record<string, unknown>,
    extra?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
  ): void;
  display(value: unknown, options?: Record<string, unknown>): Promise<void>;
  /** A value as what clients can show, by media type. */
  format(value: unknown): Promise<Record<string, unknown>>;
}

export const notebook = (Deno as unknown as { jupyter: NotebookApi }).jupyter;

const send = notebook.broadcast;

/**
 * Sends a message to the front. All that a cell shows goes this one way, so its order holds, and
 * what ends a cell comes after all that it has shown.
 */
export function broadcast(
  type: string,
  content: Record<string, unknown>,
  extra: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] } = {},
): void {
  send(type, content, extra);
}
