import { expect, test } from "vitest";
import { ByteBudget } from "../../../src/dataset/read/byte_budget.ts";
import { datasetSource } from "../../../src/dataset/read/dataset_source.ts";
import type { DatasetSource } from "../../../src/dataset/read/read_store.ts";
import { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const bodies = Array.from({ length: 40 }, (_, i) => ({ ...BODIES[i % 5], file: i }));
const flow = await writeDataset(folder(), bodies);

/** Reads all that a dataset has, twice: the second time backwards. */
async function readAll(reader: DatasetReader, each: () => void): Promise<unknown[]> {
  const all: unknown[] = [];
  const arrays = reader.arrays.groups().flatMap((group) => reader.arrays.arrays(group));
  for (const info of [...arrays, ...arrays.toReversed()]) {
    all.push([...await reader.keyArray(info)].map(Number));
    for (let row = 0; row + 1 < info.shape[0]; row++) {
      all.push([...(await reader.readSpans(info.group, info.name, [row, row + 1])).data]);
      each();
    }
  }
  const { columns } = reader.infoset!;
  for (const name of [...columns, ...columns.toReversed()]) {
    all.push(await reader.infoColumn(name));
    all.push(await reader.infoRow([name], bodies.length - 1));
    each();
  }
  return all.map(String);
}

/** A source that counts how often bytes of its infoset are read. */
function counted(source: DatasetSource): { source: DatasetSource; reads: () => number } {
  let reads = 0;
  const infoset = {
    ...source.infoset!,
    async open() {
      const file = await source.infoset!.open();
      const slice = (start: number, end?: number) => {
        reads++;
        return file.slice(start, end);
      };
      return { byteLength: file.byteLength, slice };
    },
  };
  return { source: { ...source, infoset }, reads: () => reads };
}

test("of a dataset larger than the budget no more than that is kept, and all is read right", async () => {
  const roomy = new ByteBudget();
  const reader = await DatasetReader.open(datasetSource(flow), undefined, roomy);
  const known = await readAll(reader, () => {});
  reader.close();
  const most = 600;
  expect(roomy.bytes).toBeGreaterThan(10 * most);

  const tight = new ByteBudget(most);
  const small = await DatasetReader.open(datasetSource(flow), undefined, tight);
  const kept: number[] = [];
  expect(await readAll(small, () => kept.push(tight.bytes))).toEqual(known);
  expect(Math.max(...kept)).toBeLessThanOrEqual(most);
  expect(Math.max(...kept)).toBeGreaterThan(most / 2);
  small.close();
});

test("a column that is kept is not read again, by a handle with joined columns neither", async () => {
  const { source, reads } = counted(datasetSource(flow));
  const reader = await DatasetReader.open(source);
  const before = reads();
  const families = await reader.infoColumn("family");
  const first = reads();
  expect(first).toBeGreaterThan(before);
  const joined = reader.withColumns([]);
  expect(await joined.infoColumn("family")).toEqual(families);
  expect([await joined.infoRow(["family"], 7), reads()]).toEqual([[families[7]], first]);
  reader.close();
});

test("a column that was written is read anew", async () => {
  const reader = await DatasetReader.open(datasetSource(await writeDataset(folder("written"))));
  expect(await reader.infoRow(["family"], 1)).toEqual(["shaft"]);
  await reader.writeInfoColumn("family", BODIES.map((_, s) => `family ${s}`));
  expect(await reader.infoRow(["family"], 1)).toEqual(["family 1"]);
  expect((await reader.infoColumn("family"))[4]).toBe("family 4");
  reader.close();
});
