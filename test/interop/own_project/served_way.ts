/**
 * Trunnion over HTTP, which stands for Deno's registry: its modules name packages by `npm:`.
 *
 * @module
 */
import { join } from "node:path";
import type { CleanMachine } from "./clean_machine.ts";

const DENO = "npx -y deno@2.9.6";
const NAMES = /((?:\bfrom|\bimport)\s*\(?\s*)"([^".][^"]*)"/g;

/** A project that is begun with, and runs with, Trunnion from a server on this machine. */
export async function servedProject(machine: CleanMachine): Promise<void> {
  await using server = serve(join(machine.root, "trunnion"));
  const { port } = server.addr as Deno.NetAddr;
  const host = `127.0.0.1:${port}`;
  const work = machine.folder("served");
  const permissions = "--allow-read --allow-write --allow-env --allow-run --allow-sys";
  const main = `http://${host}/src/cli/main.ts`;
  await machine.run(
    work,
    `${DENO} run ${permissions} --allow-import=${host} ${main} init my-parts`,
    /Made deno\.json/,
  );
  const project = join(work, "my-parts");
  await machine.run(project, `${DENO} task start`, /12 files, 0 errors/);
  await machine.run(project, `${DENO} task test`, /2 passed/);
  const encode = "trunnion encode ./parts --name all";
  await machine.run(project, `${DENO} task ${encode}`, /12 of 12 files/);
}

/** Serves modules as the registry does: with their packages' full names. */
function serve(root: string): Deno.HttpServer {
  const { imports } = JSON.parse(Deno.readTextFileSync(join(root, "deno.json")));
  const full = (name: string): string => {
    const key = Object.keys(imports).find((key) => name === key || name.startsWith(`${key}/`));
    const target: string = key === undefined ? "" : imports[key];
    return target.startsWith("npm:") ? target + name.slice(key!.length) : name;
  };
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const path = new URL(request.url).pathname;
    try {
      const text = await Deno.readTextFile(join(root, path));
      const body = text.replace(NAMES, (_, word, name) => `${word}"${full(name)}"`);
      const type = path.endsWith(".ts") ? "application/typescript" : "application/json";
      return new Response(body, { headers: { "content-type": type } });
    } catch {
      return new Response("there is no such module", { status: 404 });
    }
  });
}
