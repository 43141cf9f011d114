/** How many workers a flow has, and how their processes are started. @module */
import type { HostOptions } from "../../pool/hosts/host_flags.ts";
import {
  heapFor,
  isOwnHeap,
  mostWorkers,
  roomHere,
  wholeRoom,
  workersFor,
} from "../../pool/run/pool_size.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";

/** What a worker takes of the memory before its task takes any. */
const WORKER_BYTES = 150 * 2 ** 20;
/** What the CAD kernel beside it takes. */
const KERNEL_BYTES = 600 * 2 ** 20;

const url = (name: string) => new URL(name, import.meta.url).href;
/** What each worker loads first of all. */
const ALWAYS = [url("./boot_worker.ts")];
/**
 * What opens CAD files without a kernel, and encodes them. Files are gathered as soon as the first
 * two are there, while the others are still being loaded.
 */
const FOR_FILES = [
  url("../tasks/builtin_tasks.ts"),
  url("../../cad/occt/occt_loader.ts"),
  url("../../cad/formats/step/read_step.ts"),
  url("../tasks/encode_bodies.ts"),
];

/** The memory that is free changes all the time, and two workers are alike by their flags. */
const HEAP_STEP = 2 ** 28;

const wholeSteps = (bytes: number) => Math.max(1, Math.floor(bytes / HEAP_STEP)) * HEAP_STEP;

/** What counts of a flow's settings. */
type Asked = Pick<PipelineSettings, "maxWorkers" | "maxHeapBytes">;

/** The most workers, and what their processes are started with. */
export function hostNeeds(
  { maxWorkers, maxHeapBytes }: Asked,
  needsLoader: boolean,
): { size: number; host: HostOptions; preload: readonly string[] } {
  const room = roomHere();
  const bytesEach = WORKER_BYTES + (needsLoader ? KERNEL_BYTES : 0);
  const size = maxWorkers === null
    ? workersFor(room, bytesEach)
    : Math.min(maxWorkers, mostWorkers(wholeRoom(), bytesEach));
  const heap = heapFor(room, size);
  const limit = isOwnHeap(heap, wholeRoom()) ? undefined : wholeSteps(heap);
  return {
    size,
    host: { maxHeapBytes: maxHeapBytes ?? limit },
    preload: needsLoader ? [...ALWAYS, ...FOR_FILES] : ALWAYS,
  };
}
