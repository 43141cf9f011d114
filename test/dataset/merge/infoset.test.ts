import { describe, expect, test } from "vitest";
import { InfosetBuilder } from "../../../src/dataset/merge/infoset.ts";
import type { JsonMetadata } from "../../../src/storage/data_storage.ts";
import type { EncodedAttributes } from "../../../src/storage/encoded_file.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

type Metadata = Record<string, JsonMetadata>;

function file(metadata: Metadata, ...bodies: Metadata[]): EncodedAttributes {
  return {
    format: 1,
    name: "part",
    source: { path: "a.step", hash: "0123456789abcdef", size: 1, provenance: { units: "mm" } },
    metadata,
    schema: null,
    profile: null,
    bodies: (bodies.length === 0 ? [{}] : bodies).map((own, index) => ({
      index,
      kind: "solid",
      name: null,
      instance_count: 1,
      face_count: 6,
      edge_count: 12,
      paths: ["0"],
      metadata: own,
    })),
  };
}

function build(files: EncodedAttributes[], define: (builder: SchemaBuilder) => void = () => {}) {
  const builder = new SchemaBuilder({ domain: "parts" });
  define(builder);
  const infoset = new InfosetBuilder("flow");
  for (const one of files) infoset.add(one);
  const { infoset: columns, vocabularies, warnings } = infoset.build(builder.build());
  const column = (name: string) => {
    const found = columns.find((one) => one.name === name);
    return found === undefined ? null : [found.type, ...Array.from(found.values)];
  };
  return { column, vocabularies, warnings, names: columns.map(({ name }) => name) };
}

describe("routing by type", () => {
  test.each<[string, JsonMetadata[], unknown[] | null]>([
    ["whole numbers", [1, 2], ["int64", 1, 2]],
    ["numbers", [1, 2.5], ["float64", 1, 2.5]],
    ["booleans", [true, null], ["boolean", true, null]],
    ["dates", [{ date: "2025-01-31T00:00:00.000Z" }, null], [
      "timestamp",
      new Date("2025-01-31"),
      null,
    ]],
    ["different texts", ["a", "b"], ["string", "a", "b"]],
    ["what nobody knows is no column", [null, null], null],
  ])("%s", (_, values, expected) => {
    const { column, vocabularies, warnings } = build(values.map((k) => file({ k })));
    expect(column("k")).toEqual(expected);
    expect(vocabularies).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test("values of several types become texts, and are warned of", () => {
    const { column, warnings } = build([file({ k: 1 }), file({ k: "one" }), file({ k: true })]);
    expect(column("k")).toEqual(["string", "1", "one", "true"]);
    expect(warnings).toEqual(["Metadata 'k' has values of several types; they became texts"]);
  });
});

describe("texts of a vocabulary", () => {
  const vocabulary = (values: JsonMetadata[]) => build(values.map((k) => file({ k }))).vocabularies;

  test("are saved twice each on average", () => {
    expect(vocabulary(["b", "a", "b"])).toEqual([]);
    expect(vocabulary(["b", "a", "b", "a"])).toEqual([{
      key: "k",
      description: "",
      isText: true,
      entries: [{ id: 0, name: "a" }, { id: 1, name: "b" }],
    }]);
  });

  test("are not those that bodies inherit from one file each", () => {
    const files = ["a", "b"].map((k) => file({ k }, {}, {}, {}));
    expect(build(files).vocabularies).toEqual([]);
    const own = ["a", "b"].map((k) => file({}, { k }, { k }, { k }));
    expect(build(own).vocabularies.length).toBe(1);
  });

  test("are not dates, and not more than 1,000", () => {
    expect(vocabulary(["2025-01-31", "2025-01-31", "2025-02-01", "2025-02-01"])).toEqual([]);
    const many = Array.from({ length: 2002 }, (_, i) => `text ${i >> 1}`);
    expect(vocabulary(many)).toEqual([]);
    expect(vocabulary(many.slice(0, 2000)).length).toBe(1);
  });
});

describe("routing by the schema", () => {
  test("what it names goes where it says", () => {
    const files = [
      file({ grade: "b", code: 5, day: "x" }),
      file({ grade: "a", code: 3, day: "x" }),
    ];
    const { column, vocabularies, warnings } = build(files, (builder) => {
      builder.defineCategoricalMetadata("grade", "string", "how good");
      builder.defineCategoricalMetadata("code", "int32", "a number");
      builder.defineFileMetadata("d*", "string");
    });
    expect(vocabularies).toEqual([
      {
        key: "grade",
        description: "how good",
        isText: true,
        entries: [{ id: 0, name: "a" }, { id: 1, name: "b" }],
      },
      {
        key: "code",
        description: "a number",
        isText: false,
        entries: [{ id: 3, name: "3" }, { id: 5, name: "5" }],
      },
    ]);
    expect(column("grade_code")).toEqual(["int32", 1, 0]);
    expect(column("code")).toEqual(["int32", 5, 3]);
    expect(column("code_code")).toBeNull();
    expect(column("day")).toEqual(["string", "x", "x"]);
    expect(warnings).toEqual([]);
  });

  test("values that do not fit it are typed by what there is, and warned of", () => {
    const { column, warnings } = build(
      [file({ n: 1 }), file({ n: 2.5 })],
      (builder) => builder.defineFileMetadata("n", "int32"),
    );
    expect(column("n")).toEqual(["float64", 1, 2.5]);
    expect(warnings[0]).toContain("'n' is int32 in the schema");
  });
});

describe("names that the infoset has itself", () => {
  test("are filled where that is what they are for", () => {
    const { column, names } = build([
      file({ description: "a shaft", tolerance: 0.01, units: "in" }),
    ]);
    expect(column("description")).toEqual(["string", "a shaft"]);
    expect(column("tolerance")).toEqual(["float64", 0.01]);
    expect(column("units")).toEqual(["string", "mm"]);
    expect(names).toContain("metadata_units");
  });

  test("are not said twice, and else get a name of their own", () => {
    const same = build([file({ face_count: 6 })]);
    expect(same.names).not.toContain("metadata_face_count");
    const other = build([file({ face_count: 12, id: "x" })]);
    expect(other.column("face_count")).toEqual(["int64", 6]);
    expect(other.column("metadata_face_count")).toEqual(["int64", 12]);
    expect(other.column("metadata_id")).toEqual(["string", "x"]);
    expect(other.warnings.length).toBe(2);
  });

  test("a code column finds a free name", () => {
    const files = ["a", "a"].map((k) => file({ k, k_code: 7 }));
    const { column } = build(files);
    expect(column("k_code")).toEqual(["int64", 7, 7]);
    expect(column("k_code_2")).toEqual(["int32", 0, 0]);
  });
});

test("metadata that no schema names is kept, and warned of where its name is near one", () => {
  const { column, warnings } = build([file({ famly: "gear", other: 1 })], (builder) => {
    builder.defineCategoricalMetadata("family", "string", "");
  });
  expect(column("famly")).toEqual(["string", "gear"]);
  expect(warnings).toEqual(["Metadata 'famly' is named by no schema; did you mean 'family'?"]);
});
