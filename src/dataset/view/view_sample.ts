/**
 * A sample in 3D.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import { CadViewer } from "../../cad/viewer/cad_viewer.ts";
import type { DatasetReader } from "../read/reader.ts";
import { faceValues } from "./face_values.ts";
import { hashNow, loaderOptionsOf, previewSources } from "./preview_sources.ts";

/** Where its file is, and how it is opened. */
interface ViewSampleOptions {
  readonly sources?: string | Readonly<Record<string, string>>;
  readonly loader?: CadLoader;
}

/**
 * Opens the body of a sample, with the dataset's values of its faces where it is what was encoded.
 *
 * @throws {UsageError} when its file is not there
 */
export async function viewSample(
  reader: DatasetReader,
  sample: number,
  { sources, loader }: ViewSampleOptions,
): Promise<CadViewer> {
  const [source] = await previewSources(reader, [sample], sources);
  const { path, file, name, hash, body, faces } = source;
  const refuse = (why: string) =>
    new UsageError(`Cannot show '${name}' in 3D: ${why}`, { data: { sample: source.id, file } });
  if (file === null) throw refuse("it is not of a CAD file");
  const now = hashNow(path);
  if (path === null || now === null) {
    throw refuse(
      `its file '${file}' is not there any more. If its folder was moved, say where it is: ` +
        '`{ sources: "where/it/is" }`',
    );
  }
  const options = loaderOptionsOf(reader);
  if (options === null && loader === undefined) {
    throw refuse("a loader of your own has opened its file: hand it over as `loader`");
  }
  const own = loader === undefined ? new OcctLoader(options ?? {}) : null;
  try {
    const model = await (loader ?? own!).createFromFile(path);
    const isBody = model.bodies[body]?.brep.faces.length === faces;
    // Of a file that has changed, the dataset's values would be those of other faces.
    const same = now === hash && (isBody || model.getFaceCount() === faces);
    if (!same) return CadViewer.of(model, { title: name });
    const values = await faceValues(reader, sample, faces);
    return CadViewer.of(model, { title: name, values, ...isBody ? { body } : {} });
  } finally {
    await own?.close();
  }
}
