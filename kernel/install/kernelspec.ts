import { fileURLToPath } from "node:url";

/**
 * What Jupyter reads of a kernel: <https://jupyter-client.readthedocs.io/en/stable/kernels.html>.
 */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message" | "signal";
  metadata: { debugger: boolean };
  env: Record<string, string>;
}

/** The kernelspec of our kernel. */
export function kernelspec(program: string, displayName: string, mainUrl: string): Kernelspec {
  const config = new URL("../deno.json", mainUrl);
  const local = mainUrl.startsWith("file:");
  return {
    argv: [
      program,
      "run",
      "--allow-all",
      "--no-prompt",
      ...local ? ["--config", fileURLToPath(config), fileURLToPath(new URL(mainUrl))] : [mainUrl],
      "--conn",
      "{connection_file}",
    ],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
    env: {},
  };
}

/** The program and the module that a kernelspec of ours starts; undefined for another kernel's. */
export function partsOf(spec: unknown): { program: string; main: string } | undefined {
  const { argv } = spec as { argv?: unknown };
  if (!Array.isArray(argv)) return undefined;
  const main = argv.find((word) => /kernel\/main\.ts$/.test(String(word).replaceAll("\\", "/")));
  return main === undefined ? undefined : { program: String(argv[0]), main: String(main) };
}
