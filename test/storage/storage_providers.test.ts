import { expect, test } from "vitest";
import { builtInType, STORAGE_TYPES } from "../../src/storage/storage_provider.ts";
import { storageProviders } from "../../src/storage/storage_providers.ts";

test("there is a provider for each type, which workers know by its name", () => {
  expect(Object.keys(storageProviders)).toEqual([...STORAGE_TYPES]);
  for (const type of STORAGE_TYPES) {
    expect(builtInType(storageProviders[type])).toBe(type);
    const storage = storageProviders[type].createStorage("part");
    storage.saveData("labels/family", [3]);
    expect([...storage.loadData("labels/family").data]).toEqual([3]);
    storage.close();
  }
  expect(builtInType({ createStorage: storageProviders.json.createStorage })).toBeNull();
  expect(builtInType(undefined)).toBeNull();
});
