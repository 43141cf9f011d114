/** A Web Worker that reads a STEP file through a kernel of its own. */
import { KernelClient } from "../../../src/cad/occt/kernel_client.ts";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Uint8Array>) => void;
  postMessage: (message: unknown) => void;
};

scope.onmessage = async ({ data }) => {
  const kernel = new KernelClient();
  const { faceIds } = await kernel.readStep(data);
  await kernel.close();
  scope.postMessage(faceIds.length);
};
