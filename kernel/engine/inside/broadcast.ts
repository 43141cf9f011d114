import { OutputOrder } from "./output_order.ts";

/** What Deno gives a notebook, which its types do not name unless `--unstable` is said. */
interface NotebookApi {
  broadcast: (
    type: string,
    content: Record<string, unknown>,
    extra?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
  ) => void;
  /** A value as what clients can show, by media type. */
  format(value: unknown): Promise<Record<string, unknown>>;
}

export const notebook = (Deno as unknown as { jupyter: NotebookApi }).jupyter;

const send = notebook.broadcast;

/** An engine has one notebook, and all that is shown in it one order. */
export const outputOrder = new OutputOrder();

/** Sends a message to the front, past those that wait for their turn. */
export function broadcastAtOnce(type: string, content: Record<string, unknown>): void {
  send(type, content, { metadata: {} });
}

/**
 * Sends a message to the front. All that a cell shows goes this one way, so its order holds, and
 * what ends a cell comes after all that it has shown.
 */
export function broadcast(
  type: string,
  content: Record<string, unknown>,
  extra: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] } = {},
): void {
  outputOrder.send(() => send(type, content, extra));
}
