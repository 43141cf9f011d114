/**
 * Results kept by name: in memory, in files, in SQLite, in Redis and in S3, all in the same way.
 *
 * @example
 * ```ts
 * import { MemoryBackend, ResultsManager } from "trunnion/stores";
 *
 * const results = new ResultsManager({ backend: new MemoryBackend() });
 * await results.set("users/john", { name: "John", age: 30 });
 * console.log(await results.get("users/john")); // { name: "John", age: 30 }
 * await results.set("users/john", { name: "John", age: 31 }, { ifExists: "overwrite" });
 * console.log(await results.listIds("users")); // ["users/john"]
 * ```
 *
 * @module
 */
export { ResultsManager } from "./src/flow/stores/results_manager.ts";
export type {
  IfExists,
  PartOptions,
  ResultsManagerOptions,
  SetOptions,
} from "./src/flow/stores/results_options.ts";
export type { ResultId } from "./src/flow/stores/result_id.ts";
export {
  DEFAULT_NAMESPACE,
  type ResultModel,
  ResultModels,
} from "./src/flow/stores/result_models.ts";
export type { StandardSchema } from "./src/flow/standard_schema.ts";

// Places
export type { KeptResult, ResultBackend } from "./src/flow/stores/result_backend.ts";
export { MemoryBackend } from "./src/flow/stores/memory_backend.ts";
export { FileBackend } from "./src/flow/stores/file_backend.ts";
export { SqliteBackend } from "./src/flow/stores/sqlite_backend.ts";
export { RedisBackend, type RedisBackendOptions } from "./src/flow/stores/redis_backend.ts";
export { S3Backend, type S3BackendOptions } from "./src/flow/stores/s3_backend.ts";

// Errors
export {
  ResultExists,
  ResultInvalid,
  ResultNotFound,
  ResultUnreadable,
} from "./src/flow/stores/errors.ts";
