/**
 * The way to the notebook's kernel, where there is one.
 *
 * @module
 */
import type { ViewerMessage } from "../src/cad/viewer/viewer_data.ts";

/** What the classic notebook has for scripts of outputs. */
interface ClassicNotebook {
  readonly Jupyter?: {
    readonly notebook?: {
      readonly kernel?: {
        readonly comm_manager: { new_comm(target: string, data: unknown): Comm };
      };
    };
  };
}

interface Comm {
  send(data: unknown): void;
  on_msg(listener: (message: { readonly content: { readonly data: unknown } }) => void): void;
}

/**
 * Sends to the kernel of the viewer, and listens to it: over a comm of its own in the classic
 * notebook, elsewhere to the page around it, where a widget may pass it on.
 */
export function connect(
  target: string,
  listen: (message: ViewerMessage) => void,
): (message: ViewerMessage) => void {
  addEventListener("message", ({ data }: MessageEvent) => {
    if (data?.target === target) listen(data.message as ViewerMessage);
  });
  const comm = openComm(target);
  comm?.on_msg(({ content }) => listen(content.data as ViewerMessage));
  return (message) => {
    comm?.send(message);
    if (parent !== self) parent.postMessage({ target, message }, "*");
  };
}

function openComm(target: string): Comm | null {
  try {
    const { Jupyter } = parent as unknown as ClassicNotebook;
    return Jupyter?.notebook?.kernel?.comm_manager.new_comm(target, {}) ?? null;
  } catch {
    return null; // a frame that may not look out of itself
  }
}
