/** The files that tell Deno, or npm, of a new project. @module */
import { packageName, type ProjectSource } from "./project_source.ts";
import type { ProjectFiles } from "./project_files.ts";

/** What runs, encodes and looks at datasets needs; the test makes folders of its own, too. */
const PERMISSIONS = "--allow-read --allow-write --allow-env --allow-run --allow-sys";

/** The Deno that a project of npm brings along. */
const DENO_VERSION = "2.9.6";
const NODE_TYPES_VERSION = "25.9.9";

/** deno.json, or package.json. */
export function projectConfigFiles(folder: string, source: ProjectSource): ProjectFiles {
  return source.kind === "deno"
    ? { "deno.json": json(denoConfig(source)) }
    : { "package.json": json(npmConfig(folder, source)) };
}

function denoConfig({ links, imports }: ProjectSource): unknown {
  const server = imports["trunnion/"];
  const cli = server === undefined ? "trunnion/cli" : `${server}src/cli/main.ts`;
  const remote = server === undefined ? "" : ` --allow-import=${new URL(server).host}`;
  return {
    ...links.length > 0 ? { links } : {},
    imports,
    tasks: {
      start: `deno run ${PERMISSIONS}${remote} main.ts`,
      test: `deno test ${PERMISSIONS}${remote}`,
      trunnion: `deno run ${PERMISSIONS}${remote} ${cli}`,
    },
  };
}

function npmConfig(folder: string, { imports }: ProjectSource): unknown {
  return {
    name: packageName(folder),
    private: true,
    type: "module",
    dependencies: imports,
    // Deno checks types with those of Node's modules, and looks for them here.
    devDependencies: { "@types/node": NODE_TYPES_VERSION, deno: DENO_VERSION },
    scripts: {
      start: `deno run ${PERMISSIONS} main.ts`,
      test: `deno test ${PERMISSIONS}`,
      trunnion: "trunnion",
    },
  };
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
}
