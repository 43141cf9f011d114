/** How many workers a machine has room for. @module */
import { os } from "../../base/node/builtins.ts";

/** The share of the memory that is free now which workers may take. */
const SHARE = 0.8;
/** V8's own limit for the objects of one worker. */
const MAX_HEAP = 4 * 2 ** 30;
const MIN_HEAP = 256 * 2 ** 20;
/** Bytes of memory of a machine where V8 lets a process have that limit by itself: from 15 GiB. */
const MUCH_MEMORY = 16 * 2 ** 30;

/** What is known about the machine. */
interface Room {
  readonly cores: number;
  /** Bytes of memory that can be had; null where the system does not say. */
  readonly memory: number | null;
}

/** What this process can have. */
export function roomHere(): Room {
  return { cores: navigator.hardwareConcurrency, memory: availableMemory() };
}

/**
 * One worker a core, as far as the memory goes; at least one.
 *
 * @param bytesEach what a worker takes, with the processes that it starts
 */
export function workersFor({ cores, memory }: Room, bytesEach: number): number {
  const byMemory = memory === null ? cores : Math.floor(SHARE * memory / bytesEach);
  return Math.max(1, Math.min(cores, byMemory));
}

/**
 * The most workers that may be asked for: as many as fit into all of the memory, and no more than
 * eight a core, or 16. A larger number would only take the machine's memory and its processes.
 */
export function mostWorkers(
  { cores, memory }: Room,
  bytesEach: number,
): number {
  const byMemory = memory === null ? Infinity : Math.floor(memory / bytesEach);
  return Math.max(1, Math.min(Math.max(16, 8 * cores), byMemory));
}

/** What there is when nothing else runs. */
export function wholeRoom(): Room {
  const known = [wholeMachine(), groupLimit()].filter((bytes) => bytes !== null);
  return {
    cores: navigator.hardwareConcurrency,
    memory: known.length === 0 ? null : Math.min(...known),
  };
}

/** How many bytes of objects each of some workers may hold, so that they fit together. */
export function heapFor({ memory }: Room, workers: number): number {
  if (memory === null) return MAX_HEAP;
  // In steps: hosts of one limit use the code that others have compiled.
  const share = Math.floor(SHARE * memory / workers / MIN_HEAP) * MIN_HEAP;
  return Math.max(MIN_HEAP, Math.min(MAX_HEAP, share));
}

/**
 * Whether V8 has a limit of the heap by itself, by what a machine has in all. Asking V8 takes 9 ms
 * where nothing else of Node's is loaded.
 */
export function isOwnHeap(bytes: number, { memory }: Room): boolean {
  return bytes === MAX_HEAP && memory !== null && memory >= MUCH_MEMORY;
}

/** The least of what the machine and the control group of this process have left. */
function availableMemory(): number | null {
  const known = [machineMemory(), groupMemory()].filter((bytes) => bytes !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function machineMemory(): number | null {
  try {
    return Deno.systemMemoryInfo().available || os().totalmem();
  } catch {
    return null; // --allow-sys was not given
  }
}

function wholeMachine(): number | null {
  try {
    return Deno.systemMemoryInfo().total || os().totalmem();
  } catch {
    return null; // --allow-sys was not given
  }
}

function groupLimit(): number | null {
  try {
    const limit = Number(Deno.readTextFileSync("/sys/fs/cgroup/memory.max")); // "max" is none
    return Number.isFinite(limit) ? limit : null;
  } catch {
    return null; // no such file here, or not to be read
  }
}

/** What a container leaves: its limit less what is in use (version 2 of control groups). */
function groupMemory(): number | null {
  try {
    const folder = "/sys/fs/cgroup";
    const limit = Number(Deno.readTextFileSync(`${folder}/memory.max`)); // "max" is not a number
    const used = Number(Deno.readTextFileSync(`${folder}/memory.current`));
    return Number.isFinite(limit) && Number.isFinite(used) ? Math.max(0, limit - used) : null;
  } catch {
    return null; // no such file here, or not to be read
  }
}
