/** What `trunnion --version` says. @module */
import { VERSION } from "../base/version.ts";
import { messageOf } from "../base/message_of.ts";
import { KernelClient } from "../cad/occt/kernel_client.ts";

/** The versions of Trunnion, of Deno, and of the CAD kernel, which is booted to be asked. */
export async function versionText(): Promise<string> {
  return [
    `trunnion ${VERSION}`,
    `deno ${Deno.version.deno}`,
    `OpenCascade ${await kernelVersion()}`,
  ].join("\n");
}

async function kernelVersion(): Promise<string> {
  const kernel = new KernelClient();
  try {
    await kernel.warmUp();
    return kernel.state.kernelVersion ?? "unknown";
  } catch (error) {
    return `does not start: ${messageOf(error)}`;
  } finally {
    await kernel.close();
  }
}
