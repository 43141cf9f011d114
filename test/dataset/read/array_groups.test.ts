import { describe, expect, test } from "vitest";
import { ArrayGroups } from "../../../src/dataset/read/array_groups.ts";
import { Dataset } from "../../../src/dataset/dataset.ts";
import { DatasetError } from "../../../src/dataset/errors.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** A store in memory, as an HTTP server is one: it cannot list its folders. */
class MemoryStore {
  readonly files = new Map<string, Uint8Array>();

  get(key: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.files.get(key));
  }

  getRange(key: string, range: { offset: number; length: number } | { suffixLength: number }) {
    const bytes = this.files.get(key);
    const part = "suffixLength" in range
      ? bytes?.slice(-range.suffixLength)
      : bytes?.slice(range.offset, range.offset + range.length);
    return Promise.resolve(part);
  }

  json(key: string): Record<string, unknown> {
    return JSON.parse(new TextDecoder().decode(this.files.get(key)));
  }

  setJson(key: string, value: unknown): void {
    this.files.set(key, new TextEncoder().encode(JSON.stringify(value)));
  }
}

async function load(): Promise<MemoryStore> {
  const path = folder();
  await writeDataset(path);
  const store = new MemoryStore();
  const visit = async (below: string) => {
    for await (const entry of Deno.readDir(`${path}/parts.dataset${below}`)) {
      const key = `${below}/${entry.name}`;
      if (entry.isDirectory) await visit(key);
      else store.files.set(key, await Deno.readFile(`${path}/parts.dataset${key}`));
    }
  };
  await visit("");
  const metadata = Object.fromEntries(
    [...store.files.keys()].filter((key) => key.endsWith("/zarr.json") && key !== "/zarr.json")
      .map((key) => [key.slice(1, -"/zarr.json".length), store.json(key)]),
  );
  const consolidated_metadata = { kind: "inline", must_understand: false, metadata };
  store.setJson("/zarr.json", { ...store.json("/zarr.json"), consolidated_metadata });
  return store;
}

describe("a store that cannot list its folders", () => {
  test("is read by its consolidated metadata", async () => {
    const groups = await ArrayGroups.open(await load(), "memory");
    expect(groups.groups()).toEqual(["faces", "graph", "labels"]);
    expect((await groups.read("labels", "part_category")).data).toEqual(Int32Array.of(3, 1, 3, 2));
    expect((await groups.read("faces", "face_types", [13, 15])).data).toEqual(Int32Array.of(1, 1));
    expect(groups.find("faces", "nothing")).toBeNull();
  });

  test("is refused without it", async () => {
    const store = await load();
    store.setJson("/zarr.json", { zarr_format: 3, node_type: "group", attributes: {} });
    await expect(ArrayGroups.open(store, "memory")).rejects.toThrow("needs consolidated metadata");
  });

  test("is a dataset like any other, without tables too", async () => {
    const source = { location: "memory", store: await load(), infoset: null, attribset: null };
    using dataset = await Dataset.open(source);
    expect(await dataset.getFileList({ where: (row) => row.part_category === 3 })).toEqual([0, 2]);
    const sample = await (await dataset.samples()).at(1);
    expect(sample).toMatchObject({ id: 1, metadata: {} });
  });
});

describe("what is refused", () => {
  test("no Zarr at all, or an array", async () => {
    await expect(ArrayGroups.open(new MemoryStore(), "memory")).rejects.toThrow(DatasetError);
    const store = await load();
    store.setJson("/zarr.json", store.json("/faces/face_types/zarr.json"));
    await expect(ArrayGroups.open(store, "memory")).rejects.toThrow(
      'its root must be a Zarr group, found "array"',
    );
  });

  test("values that are no numbers", async () => {
    const store = await load();
    const key = "/labels/part_category/zarr.json";
    store.setJson(key, { ...store.json(key), data_type: "bool", fill_value: false });
    const groups = await ArrayGroups.open(store, "memory");
    await expect(groups.read("labels", "part_category")).rejects.toThrow(
      "Cannot read 'labels/part_category'",
    );
  });
});
