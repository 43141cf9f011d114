/** Gets a worker its loader. @module */
import { messageOf } from "../../base/message_of.ts";
import type { CadLoader, LicensedLoader } from "../../cad/cad_loader.ts";
import { KernelUnavailable } from "../../cad/errors.ts";
import type { ShapeKernel } from "../../cad/formats/shape_kernel.ts";
import type { LoaderOptions } from "../../cad/loader_options.ts";
import { UsageError } from "../../base/errors.ts";
import { WorkerBootError } from "../../pool/errors.ts";
import { LicenceError } from "../errors.ts";
import { licenceKey } from "../tasks/licence.ts";
import type { ModuleExport } from "../module_export.ts";

/** A loader of a worker. */
export interface BootedLoader {
  readonly loader: CadLoader;
  /**
   * Resolves when the loader is warm; files may be opened before. Rejects with a WorkerBootError
   * where it can open none.
   */
  readonly ready: Promise<void>;
}

/** What a kernel that cannot be started means: no file is to blame, and this worker opens none. */
export function cannotStart(cause: KernelUnavailable): WorkerBootError {
  return new WorkerBootError(`A worker could not start: ${cause.message}`, { cause });
}

/** Makes the built-in loader. Its module is loaded only where a task asks for it. */
async function builtInLoader(
  deadline: number | null,
  options: LoaderOptions,
  kernel: "many" | "few" | ShapeKernel,
): Promise<BootedLoader> {
  const { OcctLoader } = await import("../../cad/occt/occt_loader.ts");
  const loader = new OcctLoader(deadline === null ? options : { ...options, deadline }, kernel);
  // Of most folders no file needs the kernel, which takes longer to start than a hundred are read.
  if (options.reader !== "kernel") return { loader, ready: Promise.resolve() };
  const ready = loader.warmUp().catch((cause) => {
    // Any other fault shows again where a file is opened.
    if (!(cause instanceof KernelUnavailable)) return;
    throw cannotStart(cause);
  });
  ready.catch(() => {}); // nobody may be waiting, if the run ends before the first file
  return { loader, ready };
}

/**
 * Makes a loader and gives it its licence, if it needs one.
 *
 * @param choice null for the built-in loader, which needs none
 * @param options what it is told of how to open files
 * @param kernel for how many files the built-in loader's kernel will be needed, or another kernel
 * @throws LicenceError for a key that is missing or refused
 * @throws UsageError for options that the loader does not have
 */
export async function bootLoader(
  choice: ModuleExport | null,
  deadline: number | null,
  options: LoaderOptions = {},
  kernel: "many" | "few" | ShapeKernel = "many",
): Promise<BootedLoader> {
  if (choice === null) return await builtInLoader(deadline, options, kernel);
  const loader = await exportedObject<CadLoader>(choice, "createFromFile", "loader");
  if (Object.keys(options).length > 0) {
    if (loader.setOptions === undefined) {
      throw new UsageError(
        `Cannot set the options ${Object.keys(options).join(", ")}: the loader of ` +
          `${choice.module} must have the method 'setOptions', and has not. Leave them out.`,
        { data: { module: choice.module } },
      );
    }
    loader.setOptions(options);
  }
  if (isLicensed(loader)) await license(loader);
  return { loader, ready: Promise.resolve() };
}

/**
 * What a module exports: an object with the method, a class of such objects, or a function that
 * makes one.
 *
 * @throws UsageError when the export is none of these
 */
export async function exportedObject<T>(
  { module, export: name = "default" }: ModuleExport,
  method: keyof T & string,
  what: string,
): Promise<T> {
  const exported: unknown = (await import(module))[name];
  const made = typeof exported !== "function"
    ? exported
    : exported.prototype !== undefined && method in exported.prototype
    ? Reflect.construct(exported, [])
    : await exported();
  if (typeof made === "object" && made !== null && method in made) return made as T;
  throw new UsageError(
    `Cannot use the ${what} '${name}' of ${module}: it must be an object with the method ` +
      `'${method}', a class or a function that makes one; found ${
        exported === undefined ? "no such export" : typeof exported
      }.`,
    { data: { module, export: name } },
  );
}

function isLicensed(loader: CadLoader): loader is LicensedLoader {
  return "licenseVariable" in loader && "setLicense" in loader;
}

async function license(loader: LicensedLoader): Promise<void> {
  const variable = loader.licenseVariable;
  const found = licenceKey(variable);
  if (found === null) {
    throw new LicenceError(
      `The loader needs a licence, and none is set. Put its key into the environment variable ` +
        `${variable} (TRUNNION_LICENSE and HOOPS_AI_LICENSE are read too), or call ` +
        "setLicense(key).",
      { data: { variable } },
    );
  }
  try {
    await loader.setLicense(found.key, { validate: found.validate });
  } catch (cause) {
    throw new LicenceError(
      `The loader refused the licence in ${found.variable}: ` +
        `${messageOf(cause)}. Set a valid key.`,
      { cause, data: { variable: found.variable } },
    );
  }
}
