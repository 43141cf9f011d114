/** The package's description of itself. @module */

/** What of deno.json goes into it. */
export interface ProjectConfig {
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
}

/** The Deno that `trunnion` runs with. */
const DENO_VERSION = "2.9.6";

/** The file that Node loads for a door such as `./functions`. */
export function nodeModule(door: string): string {
  return door === "." ? "node_entry.js" : `node_${door.slice(2)}.js`;
}

/**
 * Writes it.
 *
 * @param packages the names of what the modules import
 */
export function packageJson(config: ProjectConfig, packages: ReadonlySet<string>): unknown {
  const versions = new Map(
    Object.values(config.imports).flatMap((target) => {
      const found = /^npm:(.+)@([^@/]+)$/.exec(target);
      return found === null ? [] : [[found[1], found[2]] as const];
    }),
  );
  const dependencies = Object.fromEntries(
    [...packages, ...packages.has("arquero") ? ["@uwdata/flechette"] : []].sort().map((name) => {
      const version = versions.get(name);
      if (version === undefined) throw new Error(`deno.json pins no version of '${name}'`);
      return [name, version];
    }),
  );
  const entry = (path: string) => path.replace("./", "./dist/").replace(/\.ts$/, "");
  const doors = Object.entries(config.exports).map(([door, path]) => {
    const at = entry(path);
    return [door, { types: `${at}.d.ts`, deno: `${at}.js`, default: `./dist/${nodeModule(door)}` }];
  });
  return {
    name: "trunnion",
    version: config.version,
    description: "Turns folders of CAD files into datasets for machine learning.",
    license: config.license,
    type: "module",
    engines: { node: ">=20.16" },
    bin: { trunnion: "bin/trunnion.js" },
    // Compilers that know no exports, such as that of tslab, look here.
    main: `./dist/${nodeModule(".")}`,
    types: "./dist/mod.d.ts",
    exports: { ...Object.fromEntries(doors), "./package.json": "./package.json" },
    imports: {
      "#system_zstd": {
        deno: "./dist/src/storage/zarr/system_zstd.js",
        default: "./dist/src/storage/zarr/system_zstd_node.js",
      },
    },
    files: ["bin", "dist", "CHANGELOG.md", "NOTICE"],
    dependencies: { ...dependencies, deno: DENO_VERSION },
  };
}
