/**
 * What must compile, and what must not: read by `deno check`, never run.
 *
 * @module
 */
import type { CadLoader } from "../../src/cad/cad_loader.ts";
import { flowtask } from "../../src/pipeline/tasks/flowtask.ts";
import type { InjectedContext } from "../../src/pipeline/tasks/injected.ts";
import type { DataStorage } from "../../src/storage/data_storage.ts";

declare module "../../src/pipeline/tasks/injected.ts" {
  interface Injected {
    labels: Map<string, number>;
  }
}

/** Compiles only where both types are the same. */
function same<A, B>(
  ..._: (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? [] : [never]
): void {}

export const encode = flowtask.transform(
  { inputs: ["cad_file", "cad_loader", "storage", "context"], outputs: ["encoded"] },
  async (file, loader, storage, context) => {
    same<typeof file, string>();
    same<typeof loader, CadLoader>();
    same<typeof storage, DataStorage>();
    same<typeof context, InjectedContext>();
    const model = await loader.createFromFile(file);
    return model.getFaceCount();
  },
);
same<ReturnType<typeof encode>, Promise<number>>();
same<typeof encode.taskName, string>();

export const camelCase = flowtask.transform(
  { inputs: ["cadFile", "cadLoader"] },
  (file, loader) => {
    same<typeof file, string>();
    same<typeof loader, CadLoader>();
  },
);

export const fewer = flowtask.transform({ inputs: ["cad_file", "cad_loader"] }, (file) => file);

export const own = flowtask.extract({ inputs: ["sources"] }, (source: string) => [source]);
same<Parameters<typeof own>, [source: string]>();
own("parts");
// @ts-expect-error a task is called like its function
own(5);

export const extended = flowtask.transform({ inputs: ["cad_file", "labels"] }, (_, labels) => {
  same<typeof labels, Map<string, number>>();
});

flowtask.transform(
  { inputs: ["cad_file", "cad_loader"] },
  // @ts-expect-error the wrong order
  (loader: CadLoader, file: string) => loader.createFromFile(file),
);

flowtask.transform(
  { inputs: ["cad_loader", "cad_file"] },
  // @ts-expect-error the inferred types are in the order of the names
  (file, loader) => loader.createFromFile(file),
);

flowtask.transform(
  { inputs: ["cad_file"] },
  // @ts-expect-error more parameters than inputs
  (file: string, loader: CadLoader) => loader.createFromFile(file),
);

flowtask.custom(
  { inputs: ["labels"] },
  // @ts-expect-error not the type of the name
  (labels: string[]) => labels,
);

// @ts-expect-error a task has inputs
flowtask.extract({ outputs: ["files"] }, () => []);

// @ts-expect-error no such option, beside those that there are
flowtask.transform({ inputs: ["cad_file"], retries: 2, timout: 5 }, (file: string) => file);
