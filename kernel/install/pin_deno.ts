import { join } from "node:path";

/** Parts of paths whose folder a package manager may clear away at any time. */
const PASSING = /[/\\](_npx|\.cache|dlx-[^/\\]*|Temp|tmp)[/\\]/i;

/**
 * A Deno that stays where it is: `program`, or a copy of it in `folder` where it lies in a cache,
 * such as that of npx.
 *
 * @param version the version of `program`: a folder's name
 */
export async function pinDeno(program: string, version: string, folder: string): Promise<string> {
  if (!PASSING.test(program)) return program;
  const home = join(folder, `deno-${version}`);
  const copy = join(home, Deno.build.os === "windows" ? "deno.exe" : "deno");
  await Deno.mkdir(home, { recursive: true });
  const passing = `${copy}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.copyFile(program, passing);
    await Deno.rename(passing, copy);
  } catch (error) {
    await Deno.remove(passing).catch(() => {});
    throw error;
  }
  return copy;
}
