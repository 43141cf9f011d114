import { describe, expect, test } from "vitest";
import { createStorage } from "../../../src/storage/create_storage.ts";
import { splitRagged } from "../../../src/storage/schema/ragged.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

function storage() {
  const builder = new SchemaBuilder({ domain: "parts" });
  builder.createGroup("faces", "face").createRaggedArray("hits", "hit", "float32", "distances");
  const made = createStorage("memory", "part");
  made.setSchema(builder.build());
  return made;
}

describe("ragged arrays", () => {
  test("are saved as counts and numbers, and come back as rows", () => {
    const store = storage();
    store.saveData("faces/hits", [[0.5, 1.5], [], Float32Array.of(2)]);
    const counts = store.loadData("faces/hits_counts");
    expect([...counts.data]).toEqual([2, 0, 1]);
    const rows = splitRagged(store.loadData("faces_hits/hits"), counts);
    expect(rows.map((row) => [...row])).toEqual([[0.5, 1.5], [], [2]]);
  });

  test("a body without rows has none", () => {
    const store = storage();
    store.saveData("faces/hits", []);
    expect(store.loadData("faces/hits_counts").shape).toEqual([0]);
  });

  test("are lists of lists", () => {
    expect(() => storage().saveData("faces/hits", [1, 2])).toThrow("declares it as ragged");
    expect(() => storage().saveData("faces/hits", [[[1]]])).toThrow("rows of 2 dimensions");
  });

  test("counts that do not add up are refused", () => {
    const [values, counts] = [[1, 2, 3], [1, 1]].map((data) => ({
      data: Int32Array.from(data),
      shape: [data.length],
    }));
    expect(() => splitRagged(values, counts)).toThrow("2 is not 3");
  });

  test("without a declaration rows of different lengths are refused", () => {
    const store = createStorage("memory", "part");
    expect(() => store.saveData("faces/hits", [[1, 2], [3]])).toThrow(
      "row 0 has 2 numbers, row 1 has 1",
    );
    store.saveData("faces/grid", [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]);
    expect(store.loadData("faces/grid").shape).toEqual([2, 2, 2]);
    expect([...store.loadData("faces/grid").data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
