import type { JupyterKernel } from "../../src/display/notebook.ts";

/** A message that a notebook was sent. */
export interface KernelMessage {
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly html: string;
}

/** A notebook's kernel that remembers what it was told. */
export function fakeKernel(): JupyterKernel & { readonly messages: KernelMessage[] } {
  const messages: KernelMessage[] = [];
  return {
    messages,
    async broadcast(type, content) {
      const { data, transient } = content as {
        data: Record<string, string>;
        transient: { display_id: string };
      };
      await Promise.resolve();
      const [text, html] = [data["text/plain"], data["text/html"] ?? ""];
      messages.push({ type, id: transient.display_id, text, html });
    },
  };
}
