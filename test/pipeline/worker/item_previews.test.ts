import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Body } from "../../../src/cad/brep.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { ItemPreviews } from "../../../src/pipeline/worker/item_previews.ts";
import { MemoryDataStorage } from "../../../src/storage/memory_data_storage.ts";
import { box } from "../../helpers/breps.ts";
import { loaderOf } from "../../helpers/model_of.ts";
import { quietFlow, temporaryFolder } from "../helpers.ts";
import * as tasks from "../fixtures/drawn_loader.ts";

const loader = {
  module: new URL("../fixtures/drawn_loader.ts", import.meta.url).href,
  export: "createLoader",
};

/** Runs a flow on one file, and gives its folder. */
async function run(
  task: unknown,
  exportVisualization = true,
  flowsOutputDir = temporaryFolder(),
  content = "a part",
) {
  const file = join(flowsOutputDir, "part.step");
  Deno.writeTextFileSync(file, content);
  const flow = quietFlow({ tasks: [task], loader, exportVisualization, flowsOutputDir });
  const { flowFile } = await flow.process({ inputs: { cad_file: [file] } });
  return { folder: join(flowFile, ".."), flowFile };
}

describe("with exportVisualization", () => {
  test("each body has a picture and its triangles, and the infoset their paths", async () => {
    const { folder, flowFile } = await run(tasks.encodeEach);
    using dataset = await openDataset(flowFile);
    const [pngs, glbs] = [
      await dataset.column("stream_cache_png"),
      await dataset.column("stream_cache_3d"),
    ];
    for (const [kind, paths] of [["png", pngs], ["glb", glbs]] as const) {
      expect(readdirSync(join(folder, "stream_cache", kind)).sort()).toEqual(
        paths.map((path) => String(path).split("/").at(-1)).sort(),
      );
    }
    expect(String(pngs[1])).toMatch(/^stream_cache\/png\/part_1-[0-9a-f]{12}-[0-9a-f]{8}\.png$/);
    const [first] = await dataset.getStreamCachePaths([0]);
    expect(readFileSync(first.png!).subarray(1, 4).toString()).toBe("PNG");
    expect(readFileSync(first.glb!).subarray(0, 4).toString()).toBe("glTF");
    const [summary] = readdirSync(join(folder, "files_summary"));
    const { previews } = JSON.parse(
      readFileSync(join(folder, "files_summary", summary), "utf8"),
    );
    expect(previews).toMatchObject([{ body: 0, skipped: null }, { body: 1, png: pngs[1] }]);
  });

  test("those of what a file held before it was edited are removed, and what is none stays", async () => {
    const output = temporaryFolder();
    const { folder } = await run(tasks.encodeEach, true, output);
    const names = () => readdirSync(join(folder, "stream_cache", "png")).sort();
    const before = names();
    expect(before).toHaveLength(2);
    const [earlier, mine] = ["part_0-0123456789ab.png", "mine.png"];
    for (const name of [earlier, mine]) {
      Deno.writeTextFileSync(join(folder, "stream_cache", "png", name), "");
    }
    const smaller = before[1].replace(/-[0-9a-f]{8}\.png$/, "-0123abcd.png"); // in another look
    Deno.writeTextFileSync(join(folder, "stream_cache", "png", smaller), "");
    await run(tasks.encodeEach, true, output);
    expect(names()).toEqual([mine, ...before, smaller].sort()); // without the one of another file
    await run(tasks.encodeEach, true, output, "another part");
    const after = names();
    expect(after).toHaveLength(3);
    expect(after[0]).toBe(mine);
    expect(before.some((name) => after.includes(name))).toBe(false);
    expect(readdirSync(join(folder, "stream_cache", "glb"))).toHaveLength(2);
    expect(readFileSync(join(folder, "flow_log.log"), "utf8"))
      .toContain("Removed 5 previews of bodies that the dataset no longer has.");
  });

  test("a file that is one sample, and that its task seals, has one of the whole", async () => {
    const { folder, flowFile } = await run(tasks.encodeWhole);
    using dataset = await openDataset(flowFile);
    expect(await dataset.column("stream_cache_png")).toHaveLength(1);
    expect(readdirSync(join(folder, "stream_cache", "png"))).toHaveLength(1);
  });

  test("the same file gives the same bytes", async () => {
    const [one, other] = [await run(tasks.encodeEach), await run(tasks.encodeEach)];
    for (const kind of ["png", "glb"]) {
      const [a, b] = [one, other].map(({ folder }) => {
        const names = readdirSync(join(folder, "stream_cache", kind)).sort();
        return names.map((name) => [name, readFileSync(join(folder, "stream_cache", kind, name))]);
      });
      expect(a.length).toBe(2);
      expect(b).toEqual(a);
    }
  });

  test("without it there are none, and asking for them later makes them", async () => {
    const output = temporaryFolder();
    const { folder } = await run(tasks.encodeEach, false, output);
    expect(readdirSync(join(folder, "stream_cache", "png"))).toEqual([]);
    await run(tasks.encodeEach, true, output);
    expect(readdirSync(join(folder, "stream_cache", "png"))).toHaveLength(2);
  });
});

describe("a body without a preview", () => {
  const draw = async (change: (previews: ItemPreviews, body: Body) => void) => {
    const folder = temporaryFolder();
    for (const kind of ["png", "glb"]) mkdirSync(join(folder, kind));
    const previews = new ItemPreviews(folder);
    const storage = new MemoryDataStorage("part.data");
    const model = await loaderOf(box(1, 1, 1)).createFromFile("part.step");
    change(previews, model.bodies[0]);
    previews.draw(storage, model);
    expect(readdirSync(join(folder, "png"))).toEqual([]);
    return previews.notes![0].skipped;
  };

  test("has too many faces", async () => {
    const reason = await draw((previews, body) => {
      const faces = new Array(5001).fill(body.brep.faces[0]);
      previews.add({ ...body, brep: { ...body.brep, faces } });
    });
    expect(reason).toBe("it has 5001 faces, and previews are drawn of up to 5000");
  });

  test("comes when half of the item's time is over", async () => {
    const reason = await draw((previews, body) => {
      previews.until = -1;
      previews.add(body);
    });
    expect(reason).toBe("half of the item's time is over");
  });

  test("is something else than a body of the file", async () => {
    const reason = await draw((previews, body) => {
      previews.add({ ...body, brep: { faces: { length: 3 }, edges: { length: 4 } } });
    });
    expect(reason).toContain("something else");
  });

  test("has nothing to show", async () => {
    const reason = await draw((previews, body) => {
      previews.add({ ...body, brep: { ...body.brep, faces: [] } });
    });
    expect(reason).toBe("it has no faces");
  });
});
