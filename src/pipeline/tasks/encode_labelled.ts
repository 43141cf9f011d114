/** Encoding with the labels that lie beside the files. @module */
import type { CadLoader } from "../../cad/cad_loader.ts";
import { DEFAULT_PROFILE } from "../../cad/profiles/find_profile.ts";
import type { ProfileName } from "../../cad/profiles/profile.ts";
import type { DataStorage } from "../../storage/data_storage.ts";
import { flowtask } from "./flowtask.ts";
import { findLabels, type LabelsBeside, readOwnLabels } from "./labels_beside.ts";
import { type ProfiledTask, profiledTask } from "./profiled_task.ts";

/** Looks for the labels beside the gathered files. */
export const findLabelsTask = flowtask.custom(
  {
    name: "find_labels",
    inputs: ["cad_files"],
    outputs: ["labels_beside"],
    module: import.meta.url,
  },
  (files: string[]) => findLabels(files),
);

type EncodeLabelled = (
  file: string,
  loader: CadLoader,
  storage: DataStorage,
  labels: LabelsBeside | null,
  profile?: ProfileName,
) => Promise<string>;

/** As `encodeTask`, with the labels of each file. */
export const encodeLabelledTask: ProfiledTask<EncodeLabelled> = profiledTask(flowtask.transform(
  {
    name: "encode_labelled",
    inputs: ["cad_file", "cad_loader", "storage", "labels_beside"],
    outputs: ["encoded_path"],
    module: import.meta.url,
  },
  async (
    file: string,
    loader: CadLoader,
    storage: DataStorage,
    labels: LabelsBeside | null,
    profile: ProfileName = DEFAULT_PROFILE,
  ) => {
    const own = labels === null ? null : readOwnLabels(file);
    // Only workers need what measures bodies, and it is as much code as all the rest.
    const { encodeBodies } = await import("./encode_bodies.ts");
    const model = await encodeBodies(file, loader, storage, profile);
    if (labels !== null) {
      const { saveLabels } = await import("./save_labels.ts");
      saveLabels(model, storage, labels, own, file);
    }
    return storage.getFilePath();
  },
));
