/**
 * `trunnion kernel`: the Jupyter kernel for TypeScript.
 *
 * @module
 */
import type { Command } from "commander";
import { examineKernel, type KernelFinding } from "../../kernel/install/doctor.ts";
import { installKernel, type InstallOptions } from "../../kernel/install/install_kernel.ts";
import { jupyterProgram } from "../../kernel/install/jupyter_folders.ts";
import { type ListedKernel, listKernels } from "../../kernel/install/list_kernels.ts";
import { uninstallKernel } from "../../kernel/install/uninstall_kernel.ts";
import { UsageError } from "../base/errors.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addKernelCommand(program: Command, session: Session): void {
  const kernel = program.command("kernel")
    .summary("install the Jupyter kernel, and find out what it lacks")
    .description("The Jupyter kernel for TypeScript: install it, and find out what it lacks.");
  addInstall(kernel, session);
  addUninstall(kernel, session);
  withCommonOptions(kernel.command("list").description("List the kernels that are installed."))
    .action((options: CommonOptions) =>
      session.run(options, () => {
        const kernels = listKernels();
        const text = kernels.map(lineOf).join("\n") || "No kernel of Trunnion is installed.";
        return Promise.resolve({ text, json: kernels });
      })
    );
  withCommonOptions(
    kernel.command("doctor").description("Look at all that a notebook needs, and start an engine."),
  ).action((options: CommonOptions) =>
    session.run(options, async () => {
      const findings = await examineKernel();
      const exitCode = findings.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
      return { text: findings.map(findingText).join("\n"), json: findings, exitCode };
    })
  );
}

type Where = CommonOptions & InstallOptions & { user?: boolean };

function addInstall(kernel: Command, session: Session): void {
  const command = kernel.command("install")
    .description("Install the kernel for Jupyter, with the Deno that runs this command.")
    .option("--user", "for this user (the default)")
    .option("--prefix <folder>", "for an environment, e.g. one of Python's")
    .option("--name <name>", "the name by which notebooks ask for it", "trunnion")
    .option("--display-name <text>", "the name that people see", "TypeScript (Trunnion)")
    .addHelpText("after", '\nExample:\n  trunnion kernel install --prefix "$VIRTUAL_ENV"');
  withCommonOptions(command).action((options: Where) =>
    session.run(options, async () => {
      checkPlace(options);
      const { name, prefix, displayName } = options;
      const { folder, spec } = await installKernel({ name, prefix, displayName });
      const found = listKernels().some((kernel) => kernel.folder === folder);
      const next = jupyterProgram() === undefined
        ? "There is no 'jupyter' on this PATH: pip install jupyterlab, or activate its environment."
        : found
        ? "Start it with `jupyter lab`."
        : "The jupyter on this PATH does not look there: activate its environment first.";
      const text = `Installed the kernel '${name}' in ${folder}\nIt runs ${spec.argv[0]}\n${next}`;
      return { text, json: { name, folder, spec } };
    })
  );
}

function addUninstall(kernel: Command, session: Session): void {
  const command = kernel.command("uninstall")
    .description("Take the kernel away again.")
    .option("--prefix <folder>", "only that of an environment")
    .option("--name <name>", "the name by which notebooks ask for it", "trunnion");
  withCommonOptions(command).action((options: Where) =>
    session.run(options, async () => {
      const gone = await uninstallKernel(options);
      return { text: gone.map(({ folder }) => `Removed ${folder}`).join("\n"), json: gone };
    })
  );
}

function checkPlace({ user, prefix }: Where): void {
  if (user && prefix !== undefined) {
    throw new UsageError("Cannot install the kernel: give --user or --prefix, not both");
  }
}

function lineOf({ name, displayName, folder }: ListedKernel): string {
  return `${name}  ${displayName}  ${folder}`;
}

function findingText({ ok, text, advice }: KernelFinding): string {
  return `${ok ? "ok  " : "bad "} ${text}${
    advice === undefined ? "" : `\n     what to do: ${advice}`
  }`;
}
