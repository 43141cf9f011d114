import { describe, expect, test } from "vitest";
import { divideGroup } from "../../src/storage/body_rows.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";
import { JsonDataStorage } from "../../src/storage/json_data_storage.ts";
import { ZipDataStorage } from "../../src/storage/zip/zip_data_storage.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const array = (dim: string) => ({ spec: { dims: [dim], dtype: "int32" as const } });

test("arrays of bodies stand beside a group's rows, unless they are its rows", () => {
  const mixed = divideGroup(new Map([["source", array("edge")], ["count", array("body")]]));
  expect([...mixed.rows.keys()]).toEqual(["source"]);
  expect([...mixed.perBody.keys()]).toEqual(["count"]);
  const bodies = divideGroup(new Map([["a", array("body")], ["b", array("body")]]));
  expect([...bodies.rows.keys()]).toEqual(["a", "b"]);
  expect(bodies.perBody.size).toBe(0);
});

const body = (index: number) => ({
  index,
  kind: "solid",
  name: null,
  instances: [{ transform: null, path: [] }],
  brep: { faces: { length: 1 }, edges: { length: 1 } },
});
const ints = (...values: number[]) => ({ data: Int32Array.from(values), shape: [values.length] });
const edge = { dims: ["arc"], dtype: "int32" } as const;
const perBody = { dims: ["body"], dtype: "int32" } as const;

describe.each([["zip", ZipDataStorage], ["JSON", JsonDataStorage]])("%s", (_, Storage) => {
  test.each([[false], [true]])("keeps both, whichever came first (%s)", (bodyFirst) => {
    const storage = new Storage(`${folder()}/x.data`);
    for (const index of [0, 1]) {
      const store = storage.body(body(index));
      const save = [
        () => store.saveDeclared("graph/source", ints(...new Array(index + 2).fill(index)), edge),
        () => store.saveDeclared("graph/count", ints(10 + index), perBody),
      ];
      for (const one of bodyFirst ? save.reverse() : save) one();
    }
    storage.compressStore();
    const file = openDataFile(storage.getFilePath());
    expect(file.groups.get("graph")!.rowsPerBody).toEqual([2, 3]);
    expect(file.readArray("graph/source").data).toEqual(Int32Array.of(0, 0, 1, 1, 1));
    expect(file.readArray("graph/count").data).toEqual(Int32Array.of(10, 11));
    file.close();
  });
});

describe("what is refused", () => {
  test("several rows in an array of bodies beside others", () => {
    const store = new ZipDataStorage(`${folder()}/x.data`).body(body(0));
    store.saveDeclared("graph/source", ints(1, 2), edge);
    expect(() => store.saveDeclared("graph/count", ints(1, 2), perBody)).toThrow(
      "expected one row a sample, as its first dimension 'body' says, found 2 rows",
    );
  });

  test("an array of bodies that one body lacks", () => {
    const storage = new ZipDataStorage(`${folder()}/x.data`);
    const [first, second] = [storage.body(body(0)), storage.body(body(1))];
    first.saveDeclared("graph/source", ints(1, 2), edge);
    first.saveDeclared("graph/count", ints(2), perBody);
    second.saveMetadata("a", 1);
    expect(() => storage.compressStore()).toThrow("expected one row for each of the 2 bodies");
  });
});
