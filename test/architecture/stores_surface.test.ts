import { expect, test } from "vitest";
import * as stores from "../../stores.ts";

/** What users can import from `trunnion/stores`. Change it on purpose. */
const SURFACE = [
  "DEFAULT_NAMESPACE",
  "FileBackend",
  "MemoryBackend",
  "RedisBackend",
  "ResultExists",
  "ResultInvalid",
  "ResultModels",
  "ResultNotFound",
  "ResultUnreadable",
  "ResultsManager",
  "S3Backend",
  "SqliteBackend",
];

test("stores.ts exports exactly its public surface", () => {
  expect(Object.keys(stores).sort()).toEqual(SURFACE);
});
