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
  // Quiet: what is downloaded is not what a cell says.
  const command = [program, "jupyter", "--quiet", "--kernel", "--conn", path];
  const [starter, ...args] = Deno.build.os === "windows" ? command : watched(command);
  const child = new Deno.Command(starter, {
    ...config === undefined ? {} : { cwd: folder },
    args,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    // Colours would stay in the saved notebook; who wants them sets FORCE_COLOR.
    env: { DENO_NO_UPDATE_CHECK: "1", ...(Deno.env.has("FORCE_COLOR") ? {} : { NO_COLOR: "1" }) },
  }).spawn();
  const removeFiles = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  return { child, connection, removeFiles };
}

/**
 * Becomes a command, and has another process end it where this one goes within a minute: an engine
 * sees to that itself once it is prepared.
 */
const WATCH = `engine=$$
( i=0
  while [ $i -lt 60 ] && kill -0 "$1" && kill -0 $engine; do sleep 1; i=$((i+1)); done
  kill -0 "$1" || kill -9 $engine ) </dev/null >/dev/null 2>&1 &
shift
exec "$@"`;

function watched(command: readonly string[]): string[] {
  return ["sh", "-c", WATCH, "sh", String(Deno.pid), ...command];
}
