/**
 * The storage providers that there are.
 *
 * @module
 */
import { createStorage } from "./create_storage.ts";
import {
  markType,
  STORAGE_TYPES,
  type StorageProvider,
  type StorageType,
} from "./storage_provider.ts";

const providerOf = (type: StorageType): StorageProvider =>
  markType({ createStorage: (path) => createStorage(type, path) }, type);

/**
 * A provider for each built-in type: `optimized` (a `.data` file for each CAD file, in the flow's
 * folder), `json`, `sqlite` (a database for each CAD file) and `memory` (nothing on disk, no
 * merge). A flow takes one of these, its name as `storageType`, or a provider of one's own.
 *
 * @example
 * ```ts
 * import { storageProviders } from "trunnion";
 *
 * const storage = storageProviders.memory.createStorage("part");
 * storage.saveData("labels/family", [3]);
 * console.log(storage.loadData("labels/family").shape); // [1]
 * storage.close();
 * ```
 */
export const storageProviders: Readonly<Record<StorageType, StorageProvider>> = Object.freeze(
  Object.fromEntries(
    STORAGE_TYPES.map((type) => [type, Object.freeze(providerOf(type))]),
  ) as Record<
    StorageType,
    StorageProvider
  >,
);
