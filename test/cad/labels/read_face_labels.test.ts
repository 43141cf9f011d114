import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LabelFileError } from "../../../src/cad/errors.ts";
import { readFaceLabels } from "../../../src/cad/labels/read_face_labels.ts";

test("a file is read, and one that is not there says so", async () => {
  const folder = await mkdtemp(join(tmpdir(), "trunnion-labels-"));
  try {
    const path = join(folder, "a.labels.json");
    await writeFile(path, JSON.stringify({ face_labels: [2, 1], index_basis: "face order" }));
    expect(await readFaceLabels(path)).toMatchObject({ basis: "order", labels: [2, 1] });
    const missing = readFaceLabels(join(folder, "b.labels.json"));
    await expect(missing).rejects.toThrow(LabelFileError);
    await expect(missing).rejects.toThrow("b.labels.json");
  } finally {
    await rm(folder, { recursive: true });
  }
});
