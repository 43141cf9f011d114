import { afterAll, describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import type { WhereLike } from "../../../src/dataset/query/evaluate_query.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const dataset = await openDataset(await writeDataset(folder()));
afterAll(() => dataset.close());
const find = (query: WhereLike, group?: string) => dataset.find({ where: query, group });

describe("a query as data", () => {
  test.each<[string, WhereLike, number[]]>([
    ["an array, with its group", where("labels.part_category").eq(3), [0, 3]],
    ["an array, with a slash", where("labels/part_category").eq(3), [0, 3]],
    ["an array that one group has", where("part_category").ne(3), [1, 2, 4]],
    ["a column of the infoset", where("face_count").gt(3), [3, 4]],
    ["at least", where("face_count").ge(4), [3, 4]],
    ["less than", where("face_count").lt(2), [2]],
    ["at most", where("face_count").le(2), [1, 2]],
    ["one of", where("family").in(["gear", "plate"]), [0, 3, 4]],
    ["between, both ends included", where("volume").between(1.5, 2.5), [0, 1]],
    ["booleans", where("checked").eq(true), [0, 3]],
    ["dates as ISO texts", where("made").ge("2025-03-01"), [3, 4]],
    ["texts in their order", where("family").gt("plate"), [1, 2]],
    ["names of a vocabulary", where("part_category").eq("gear"), [0, 3]],
    ["several names", where("part_category").in(["shaft", "plate"]), [1, 4]],
    ["the attribset, by the code in the infoset", where("material").eq("brass"), [1, 2, 4]],
    ["a column of names, by the vocabulary's id", where("material").eq(1), [1, 2, 4]],
    ["several ids and names", where("family").in([1, "shaft"]), [1, 2, 4]],
    ["all but an id", where("material").ne(1), [0, 3]],
    ["both", where("family").eq("gear").and(where("face_count").gt(3)), [3]],
    ["either", where("family").eq("plate").or(where("face_count").eq(1)), [2, 4]],
    ["not", where("family").eq("shaft").not(), [0, 3, 4]],
    ["everything", where.and(), [0, 1, 2, 3, 4]],
    ["nothing", where.or(), []],
    ["plain JSON", { op: "eq", key: "family", value: "gear" }, [0, 3]],
  ])("%s", async (_, query, expected) => {
    expect(await find(query)).toEqual(expected);
  });

  test("missing values match eq(null) and ne, and no other comparison", async () => {
    expect(await find(where("part_category").eq(null))).toEqual([2]);
    expect(await find(where("volume").eq(null))).toEqual([2]);
    expect(await find(where("note").ne(null))).toEqual([1]);
    expect(await find(where("volume").lt(1000))).toEqual([0, 1, 3, 4]);
    expect(await find(where("volume").ge(-1000))).toEqual([0, 1, 3, 4]);
    expect(await find(where("volume").ne(10))).toEqual([0, 1, 2, 4]);
    expect(await find(where("note").in([null]))).toEqual([0, 2, 3, 4]);
  });

  test("survives JSON with the same result", async () => {
    const query = where("family").eq("gear").and(where("faces.face_areas").gt(25));
    const again = where.fromJSON(JSON.parse(JSON.stringify(query)));
    expect(await find(again)).toEqual(await find(query));
  });
});

describe("values of rows", () => {
  test("a sample matches if one of its rows does", async () => {
    expect(await find(where("face_types").eq(2))).toEqual([1]);
    expect(await find(where("face_areas").ge(30))).toEqual([0, 3]);
  });

  test("one and the same row must match the whole query", async () => {
    const large = where("face_areas").ge(20);
    expect(await find(where("face_types").eq(1).and(large))).toEqual([0]);
    expect(await find(where("face_types").eq(0).and(large))).toEqual([3]);
  });

  test("not is about a row, too: a row that does not match", async () => {
    expect(await find(where("face_types").eq(1).not())).toEqual([0, 1, 3, 4]);
  });

  test("values of samples are repeated for their rows", async () => {
    expect(await find(where("face_types").eq(1).and(where("family").eq("gear")))).toEqual([0, 3]);
  });

  test("one group may hold arrays of rows and of samples", async () => {
    expect(await find(where("graph.num_nodes").gt(3))).toEqual([3, 4]);
    expect(await find(where("graph.edges_source").eq(4))).toEqual([4]);
  });
});

describe("all rows of a sample", () => {
  const planes = where("face_types").eq(0);
  test.each<[string, WhereLike, number[]]>([
    ["any of them", planes.any(), [0, 1, 3, 4]],
    ["none of them", planes.any().not(), [2]],
    ["all of them", where("face_areas").gt(0.9).all(), [0, 1, 3, 4]],
    ["not all of them", planes.all().not(), [0, 1, 2, 3, 4]],
    ["so many of them", planes.count().ge(2), [0, 3]],
    ["none, by their number", planes.count().eq(0), [2]],
    ["fewer", planes.and(where("face_areas").lt(5)).count().lt(1), [2, 3]],
    ["from so many to so many", planes.count().between(1, 2), [0, 1, 4]],
    [
      "rows of two groups",
      planes.count().ge(2).and(where("edges_source").gt(2).any()),
      [3],
    ],
    ["with a value of the sample", planes.count().ge(2).and(where("family").eq("gear")), [0, 3]],
    ["beside a row", planes.any().and(where("face_areas").gt(20)), [0, 3]],
    ["one inside of another", planes.any().not().any(), [2]],
    ["samples themselves", where("face_count").gt(3).all(), [3, 4]],
  ])("%s", async (_, query, found) => {
    expect(await find(query)).toEqual(found);
  });

  test("a sample without rows matches all, and no row of it any", async () => {
    const [first, second] = BODIES;
    const bodies = [first, { ...second, types: [], areas: [] }, second];
    using some = await openDataset(await writeDataset(folder(), bodies));
    const planes = where("face_types").ge(0);
    expect(await some.find({ where: planes.all() })).toEqual([0, 1, 2]);
    expect(await some.find({ where: planes.any() })).toEqual([0, 2]);
    expect(await some.find({ where: planes.count().eq(0) })).toEqual([1]);
  });
});

describe("a query as a function", () => {
  test("of one value a sample", async () => {
    expect(await find((row) => row.face_count > 3)).toEqual([3, 4]);
    expect(await find((row) => row.part_category === 3 && row.face_count > 3, "labels")).toEqual([
      3,
    ]);
    expect(await find((row) => row["labels.part_category"] === 1)).toEqual([1]);
  });

  test("of a group's rows, with keys that only some rows ask for", async () => {
    expect(await find((row) => row.face_types === 1 && row.face_areas > 5, "faces")).toEqual([0]);
    expect(
      await find((row) => row.family === "gear" ? row.face_areas > 25 : row.volume > 2),
    ).toEqual([0, 1, 3]);
  });

  test("sees missing values as null", async () => {
    expect(await find((row) => row.part_category === null)).toEqual([2]);
  });

  test("may not be async", async () => {
    await expect(find(() => Promise.resolve(true))).rejects.toThrow("async function");
  });

  test("its own error comes out as it is", async () => {
    const wrong = new RangeError("mine");
    await expect(find((row) => {
      if (row.face_count > 3) throw wrong;
      return false;
    })).rejects.toBe(wrong);
  });
});

describe("what is refused", () => {
  test.each<[string, WhereLike, string | undefined, string]>([
    ["an unknown key", where("part_catgory").eq(1), "labels", "Did you mean 'part_category'?"],
    ["an unknown key of the infoset", where("face_cont").eq(1), undefined, "'face_count'?"],
    ["an unknown group", where("face_types").eq(1), "face", "Did you mean 'faces'?"],
    ["an array with several values a row", where("face_centroids").eq(1), undefined, "(15, 3)"],
    [
      "offsets as a key",
      where("faces.body_offsets_faces").eq(1),
      undefined,
      "fit|one row a sample",
    ],
    [
      "keys of different rows",
      where("face_types").eq(1).and(where("edges_source").eq(0)),
      undefined,
      "'edges_source' in one query",
    ],
    [
      "a number compared with a text",
      where("face_count").eq("many"),
      undefined,
      "it holds numbers",
    ],
    [
      "a text compared with a number",
      where("family").gt(3),
      undefined,
      'it holds strings, such as "gear"',
    ],
    [
      "an unknown name of a vocabulary",
      where("part_category").eq("geer"),
      undefined,
      "Did you mean 'gear'?",
    ],
    [
      "an unknown name in a column of names",
      where("material").eq("bras"),
      undefined,
      "Did you mean 'brass'?",
    ],
    ["an unknown id", where("material").in([99]), undefined, "no such id. There are: 0 'steel'"],
    ["an order of names", where("part_category").gt("gear"), undefined, "it holds numbers"],
    [
      "an unknown key in a function",
      (row) => row.weight > 1,
      undefined,
      "Cannot find the key 'weight'",
    ],
  ])("%s", async (_, query, group, message) => {
    await expect(find(query, group)).rejects.toThrow(
      new RegExp(
        message.split("|").map((one) => one.replaceAll(/[.*+?^${}()[\]\\]/g, "\\$&")).join("|"),
      ),
    );
  });

  test.each<[unknown, string]>([
    ["face_count > 3", 'Cannot find samples by "face_count > 3": a query is made by where(...)'],
    [null, "Cannot find samples by null"],
    [where("volume"), "by a key alone: a query compares its key with something"],
    [{}, "Cannot read a query from JSON: query must be an object with a 'key'"],
    [{ op: "near", key: "volume", value: 1 }, "must be one of eq, ne, gt"],
  ])("what is no query: %j", async (query, sentence) => {
    await expect(find(query as WhereLike)).rejects.toThrow(sentence);
    await expect(find(query as WhereLike)).rejects.toBeInstanceOf(UsageError);
  });

  test("what is no query among queries, and what is no key", async () => {
    const family = where("family").eq("gear");
    expect(() => family.and("volume > 1" as never)).toThrow("queries are made by where(...)");
    expect(() => where.any("x" as never)).toThrow("queries are made by where(...)");
    await expect(dataset.createDistribution({} as { key: string })).rejects.toThrow(
      'it must be a name, as in "faces.face_areas" or "face_count", found none',
    );
    await expect(dataset.find({ group: 3 as never })).rejects.toThrow("the group '3'");
  });

  test("the error for an unknown key lists what there is", async () => {
    const error = await find(where("xyz").eq(1), "labels").catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain("The group 'labels' has: part_category");
    expect(String(error)).toContain("The infoset has: name, id, subset");
  });

  test("an array's name that two groups have needs its group", async () => {
    const path = folder("twice");
    const flow = await writeDataset(path);
    const root = `${path}/parts.dataset`;
    await copy(`${root}/faces/face_types`, `${root}/graph/face_types`);
    using twice = await openDataset(flow);
    await expect(twice.find({ where: where("face_types").eq(1) })).rejects.toThrow(
      "Write 'faces.face_types' or 'graph.face_types'",
    );
    expect(await twice.find({ where: where("faces.face_types").eq(2) })).toEqual([1]);
    expect(await twice.find({ where: where("face_types").eq(2), group: "faces" })).toEqual([1]);
  });
});

test("numbers of 32 bits are found by what they were saved as, in every way", async () => {
  const bodies = [0.1, 0.2, 1 / 3].map((area, file) => ({
    ...BODIES[0],
    file,
    types: [1],
    areas: [area],
  }));
  using tenths = await openDataset(await writeDataset(folder(), bodies));
  const area = where("faces.face_areas");
  const found = (query: WhereLike) => tenths.find({ where: query });
  expect(await found(area.eq(0.1))).toEqual([0]);
  expect(await found(area.in([0.2, 1 / 3]))).toEqual([1, 2]);
  expect(await found(area.ne(0.1))).toEqual([1, 2]);
  expect(await found(area.gt(0.1))).toEqual([1, 2]);
  expect(await found(area.le(0.1))).toEqual([0]);
  expect(await found(area.between(0.1, 0.2))).toEqual([0, 1]);
  expect(await found(area.gt(0.1).and(area.lt(1 / 3)))).toEqual([1]);
  expect(await found(area.eq(0.1).any().not())).toEqual([1, 2]);
});

test("a query in place of the options is told where it goes", async () => {
  const query = where("family").eq("shaft") as never;
  const said = "by a query alone: it is the option 'where'";
  await expect(dataset.find(query)).rejects.toThrow(`Cannot find samples ${said}`);
  await expect(dataset.getFileList((() => true) as never)).rejects.toThrow(said);
  await expect(dataset.files(query)).rejects.toThrow(`Cannot list files ${said}`);
  await expect(dataset.samples(query)).rejects.toThrow(`Cannot read samples ${said}`);
});

test("files are listed once each, samples by their ids", async () => {
  expect(await dataset.getFileList({ where: where("family").eq("shaft") })).toEqual([1]);
  expect(await dataset.getSampleList({ where: where("family").eq("shaft") })).toEqual([1, 2]);
  expect(await dataset.getFileList({ group: "faces" })).toEqual([0, 1, 2, 3]);
});

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}
