import type { ConnectionFile } from "../messages/connection_file.ts";
import { freeConnection } from "./free_connection.ts";

/** A `deno jupyter` that was started, and how to reach it. */
export interface DenoProcess {
  child: Deno.ChildProcess;
  connection: ConnectionFile;
  /** Takes the connection file away: both ends have read it. */
  removeFile(): Promise<void>;
}

/**
 * Starts `deno jupyter` in this process's folder, on ports of its own and with a key of its own.
 */
export async function startDeno(program: string): Promise<DenoProcess> {
  const connection = freeConnection();
  const path = await Deno.makeTempFile({ prefix: "trunnion-engine-", suffix: ".json" });
  await Deno.writeTextFile(path, JSON.stringify(connection), { mode: 0o600 });
  const child = new Deno.Command(program, {
    args: ["jupyter", "--kernel", "--conn", path],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    // Colours would stay in the saved notebook; who wants them sets FORCE_COLOR.
    env: { DENO_NO_UPDATE_CHECK: "1", ...(Deno.env.has("FORCE_COLOR") ? {} : { NO_COLOR: "1" }) },
  }).spawn();
  return { child, connection, removeFile: () => Deno.remove(path).catch(() => {}) };
}
