/**
 * Modules of Node that are loaded by the first call that needs one: `fs().existsSync(path)`. Deno
 * compiles what stands behind `node:fs`, `node:zlib` and the like anew in each process, which was
 * 30 ms of the processor's time of whatever imports the package.
 *
 * @module
 */
import type * as Buffers from "node:buffer";
import type * as ChildProcesses from "node:child_process";
import type * as Consoles from "node:console";
import type * as Crypto from "node:crypto";
import type * as Fs from "node:fs";
import type * as FsPromises from "node:fs/promises";
import type * as Os from "node:os";
import type * as Paths from "node:path";
import type process from "node:process";
import type * as Sqlite from "node:sqlite";
import type * as Urls from "node:url";
import type * as Util from "node:util";
import type * as V8 from "node:v8";
import type * as Zlib from "node:zlib";

type Process = typeof process;

/** What Deno has, and Node from 20.16 on. */
const host = globalThis as unknown as { readonly process: Process };

/** `node:fs`. */
export const fs: () => typeof Fs = builtin("node:fs");
/** `node:fs/promises`. */
export const fsPromises: () => typeof FsPromises = builtin("node:fs/promises");
/** `node:zlib`. */
export const zlib: () => typeof Zlib = builtin("node:zlib");
/** `node:crypto`. */
export const nodeCrypto: () => typeof Crypto = builtin("node:crypto");
/** `node:buffer`. */
export const buffers: () => typeof Buffers = builtin("node:buffer");
/** `node:child_process`. */
export const childProcess: () => typeof ChildProcesses = builtin("node:child_process");
/** `node:util`. */
export const util: () => typeof Util = builtin("node:util");
/** `node:path`. */
export const paths: () => typeof Paths = builtin("node:path");
/** `node:url`. */
export const urls: () => typeof Urls = builtin("node:url");
/** `node:os`. */
export const os: () => typeof Os = builtin("node:os");
/** `node:v8`. */
export const v8: () => typeof V8 = builtin("node:v8");
/** `node:sqlite`, which Node has from 22.5 on. */
export const sqlite: () => typeof Sqlite = builtin("node:sqlite");
/** `node:console`. */
export const consoles: () => typeof Consoles = builtin("node:console");
/** `node:process`. */
export const nodeProcess: () => Process = builtin("node:process");

function builtin<T>(name: string): () => T {
  let found: T | null = null;
  return () => found ??= host.process.getBuiltinModule(name) as T; // its name vouches for the type
}
