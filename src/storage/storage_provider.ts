/**
 * How a flow gets the storages of its files: the place to plug in one's own. What the built-in ones
 * are made of is loaded by those who make one.
 *
 * @module
 */
import type { DataStorage } from "./data_storage.ts";

/**
 * Makes the storages of a flow's files.
 *
 * The merge reads what {@linkcode DataStorage.getFilePath} names after `compressStore`: a `.data`
 * file, or the JSON or SQLite form of one. A provider that writes neither is for flows without a
 * merge.
 *
 * @example A provider of JSON
 * ```ts
 * import { createStorage, type StorageProvider } from "trunnion";
 *
 * export const provider: StorageProvider = {
 *   createStorage: (path) => createStorage("json", path),
 * };
 * ```
 */
export interface StorageProvider {
  /**
   * The storage of one file.
   *
   * @param path Where its encoded file goes.
   */
  createStorage(path: string): DataStorage;
}

/**
 * `optimized`: `.data` files. `json`, `sqlite`: the same as JSON, as SQLite databases. `memory`:
 * nothing on disk, no merge.
 */
export type StorageType = "optimized" | "json" | "memory" | "sqlite";

/** The names of the built-in storages. */
export const STORAGE_TYPES: readonly StorageType[] = ["optimized", "json", "memory", "sqlite"];

/** Where a built-in provider has the name of its type. A copy of it with changes has none. */
const TYPE = Symbol("trunnion.storageType");

/** Marks a provider as that of a built-in type. */
export function markType<T extends object>(provider: T, type: StorageType): T {
  return Object.defineProperty(provider, TYPE, { value: type, enumerable: false });
}

/** The type of a built-in provider, by which workers make the same; null for any other. */
export function builtInType(provider: unknown): StorageType | null {
  if (typeof provider !== "object" || provider === null) return null;
  return (provider as { [TYPE]?: StorageType })[TYPE] ?? null; // set by `markType` alone
}
