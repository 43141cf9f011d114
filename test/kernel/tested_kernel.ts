import { DenoEngine } from "../../kernel/engine/deno_engine.ts";
import { freeConnection } from "../../kernel/engine/free_connection.ts";
import { Kernel } from "../../kernel/front/kernel.ts";
import { JupyterClient } from "./jupyter_client.ts";
import { NO_HELP } from "./no_help.ts";

/** A kernel with a real engine, and a client of it. */
export interface TestedKernel {
  readonly client: JupyterClient;
  close(): Promise<void>;
}

/** Starts a kernel in this process; its cells lie in `folder`. */
export async function startKernel(folder: string): Promise<TestedKernel> {
  const connection = freeConnection();
  const ended = Promise.withResolvers<void>();
  const kernel = new Kernel({
    connection,
    startEngine: (listener) =>
      DenoEngine.start({
        program: Deno.execPath(),
        modules: {
          cell: `file://${folder}/cell.ts`,
          kernel: new URL("../../kernel/", import.meta.url).href,
          trunnion: new URL("../../deno.json", import.meta.url).href,
        },
        listener,
      }),
    help: NO_HELP,
    version: "0.0.0",
    log: () => {},
    onShutdown: () => ended.resolve(),
  });
  const client = await JupyterClient.connect(connection);
  return {
    client,
    async close() {
      await kernel.shutdown();
      await ended.promise;
      client.disconnect();
    },
  };
}
