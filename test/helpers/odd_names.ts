/** What no call of the runtime makes: names that are not UTF-8, FIFOs, sockets. @module */

/** Makes a file or a folder whose name has the Latin-1 byte for an acute e: `caf\xe9<ending>`. */
export async function makeLatinName(
  folder: string,
  ending: string,
  kind: "file" | "folder",
): Promise<void> {
  const make = kind === "file" ? "touch" : "mkdir -p";
  await shell(`${make} "$0/$(printf 'caf\\351')$1"`, folder, ending);
}

/** Makes a FIFO. */
export async function makeFifo(path: string): Promise<void> {
  await shell('mkfifo "$0"', path);
}

/** Removes a folder, whatever names are in it. */
export async function clear(folder: string): Promise<void> {
  await shell('rm -rf "$0"', folder);
}

async function shell(script: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("sh", { args: ["-c", script, ...args] })
    .output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
