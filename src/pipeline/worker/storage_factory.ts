/** How a flow's storages are made. @module */
import type { DataStorage } from "../../storage/data_storage.ts";
import type { StorageProvider } from "../../storage/storage_provider.ts";
import { ZipDataStorage } from "../../storage/zip/zip_data_storage.ts";
import type { WorkerConfig } from "./stage_call.ts";
import { exportedObject } from "./boot_loader.ts";

/** Makes what opens the storage of a path, of what the flow says of its storages. */
export async function storageFactory(
  choice: WorkerConfig["storage"] | StorageProvider,
): Promise<(path: string) => DataStorage> {
  if (choice === "optimized") return (path) => new ZipDataStorage(path);
  if (typeof choice === "string") {
    const { createStorage } = await import("../../storage/create_storage.ts");
    return (path) => createStorage(choice, path);
  }
  const provider = "module" in choice
    ? await exportedObject<StorageProvider>(choice, "createStorage", "storage provider")
    : choice;
  return (path) => provider.createStorage(path);
}
