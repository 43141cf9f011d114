import { expect, test } from "vitest";
import { parquetWriteFile } from "hyparquet-writer";
import { streamCachePaths } from "../../../src/dataset/explore/stream_cache_paths.ts";
import { datasetSource } from "../../../src/dataset/read/dataset_source.ts";
import { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("paths count from the flow's folder; a sample without a preview has none", async () => {
  const home = folder();
  const flow = await writeDataset(home);
  parquetWriteFile({
    filename: `${home}/parts.infoset`,
    columnData: [
      { name: "id", data: [10, 11, 12, 13, 14], type: "INT32" },
      { name: "name", data: ["a", "b", "c", "d", "e"] },
      { name: "stream_cache_png", data: ["stream_cache/png/a.png", null, "/x/c.png", "", "e.png"] },
      { name: "stream_cache_3d", data: ["stream_cache/glb/a.glb", null, null, null, null] },
    ],
  });
  for (const path of [flow, flow.replace(/flow$/, "dataset")]) {
    const reader = await DatasetReader.open(datasetSource(path));
    expect(await streamCachePaths(reader, [10, 12])).toEqual([
      {
        id: 10,
        name: "a",
        png: `${home}/stream_cache/png/a.png`,
        glb: `${home}/stream_cache/glb/a.glb`,
      },
      { id: 12, name: "c", png: "/x/c.png", glb: null },
    ]);
    expect((await streamCachePaths(reader, null)).map(({ png }) => png !== null)).toEqual(
      [true, false, true, false, true],
    );
    await expect(streamCachePaths(reader, [3])).rejects.toThrow("no sample of the id 3 among 5");
    reader.close();
  }
});
