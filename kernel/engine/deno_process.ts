import type { ConnectionFile } from "../messages/connection_file.ts";
import { freeConnection } from "./free_connection.ts";

/** A `deno jupyter` that was started, and how to reach it. */
export interface DenoProcess {
  child: Deno.ChildProcess;
  connection: ConnectionFile;
  /** Takes the files away that it was started with: it has read them. */
  removeFiles(): Promise<void>;
}

/**
 * Starts `deno jupyter` on ports of its own and with a key of its own.
 *
 * @param config the text of a deno.json that it is to go by; that of this process's folder or of
 *   one above where none is given
 */
export async function startDeno(program: string, config?: string): Promise<DenoProcess> {
  const connection = freeConnection();
  const folder = await Deno.makeTempDir({ prefix: "trunnion-engine-" });
  const path = `${folder}/connection.json`;
  await Deno.writeTextFile(path, JSON.stringify(connection), { mode: 0o600 });
  if (config !== undefined) await Deno.writeTextFile(`${folder}/deno.json`, config);
  const child = new Deno.Command(program, {
    ...config === undefined ? {} : { cwd: folder },
    // Quiet: what is downloaded is not what a cell says.
    args: ["jupyter", "--quiet", "--kernel", "--conn", path],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    // Colours would stay in the saved notebook; who wants them sets FORCE_COLOR.
    env: { DENO_NO_UPDATE_CHECK: "1", ...(Deno.env.has("FORCE_COLOR") ? {} : { NO_COLOR: "1" }) },
  }).spawn();
  const removeFiles = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  return { child, connection, removeFiles };
}
