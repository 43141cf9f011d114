/** The version of all the code of Trunnion that workers run. @module */
import { breathe } from "../../base/breath.ts";
import { loadedSpecifiersOf, textVersionSteps } from "../code/text_version.ts";
import { OWN_MODULES } from "./worker_modules.ts";

const url = (name: string) => new URL(name, import.meta.url).href;
const ROOT = url("../../../");
/** The doors lead to everything, and our own code names them in examples alone. */
const isDoor = (module: string) =>
  module.startsWith(ROOT) && !module.slice(ROOT.length).includes("/");

/**
 * What decides what becomes of a file, with all that it loads: what workers run, the tasks that
 * there are, the merge, the kernel, and what tasks of a user call to encode. Half of all modules
 * decide nothing of that, and each run would read them.
 */
export const OWN_CODE: readonly string[] = [
  ...OWN_MODULES,
  url("./audit_handler.ts"),
  url("../tasks/builtin_tasks.ts"),
  url("../tasks/encode_labelled.ts"),
  url("../../dataset/merge/merge_files.ts"),
  url("../../dataset/merge/shard_task.ts"),
  url("../../cad/occt/kernel_worker.ts"),
  url("../../cad/encode/brep_encoder.ts"),
  url("../../cad/encode/brep_queries.ts"),
  url("../../cad/encode/encode_file.ts"),
  url("../../cad/features/bodies/holes.ts"),
  url("../../cad/formats/register_format.ts"),
  url("../../cad/labels/read_face_labels.ts"),
  url("../../cad/mesh/body_mesh.ts"),
  url("../../cad/mesh/files/mesh_file.ts"),
  url("../../cad/mesh/files/mesh_model.ts"),
  url("../../cad/profiles/schema_template.ts"),
  url("../../storage/storage_providers.ts"),
];

/** Milliseconds of reading after which what waits has its turn. */
const PIECE_MS = 4;

/** The code of this process stays what it was when it was loaded, so it is read once. */
let known: string | null = null;
let reading: ReturnType<typeof textVersionSteps> | null = null;

/**
 * A hash over the text of {@linkcode OWN_CODE}. It changes with every byte, where
 * {@linkcode ownVersion} changes with what they make; an audit sees whether that is true.
 *
 * @returns null where they cannot be read
 */
export function ownText(): string | null {
  readFor(Infinity);
  return known;
}

/**
 * Reads it in pieces while this thread waits for others, so that it is there when it is asked for.
 */
export async function readOwnText(): Promise<void> {
  do await breathe(); while (!readFor(PIECE_MS));
}

/** Goes on with reading; whether that has come to its end. */
function readFor(ms: number): boolean {
  if (known !== null) return true;
  const start = performance.now();
  const steps = reading ??= textVersionSteps(OWN_CODE, isDoor, loadedSpecifiersOf);
  while (true) {
    const step = steps.next();
    if (step.done) {
      known = step.value?.slice(0, 16) ?? null;
      reading = null;
      return true;
    }
    if (performance.now() - start >= ms) return false;
  }
}
