import { expect, test } from "vitest";
import { carrySplit } from "../../../src/dataset/split/carry_split.ts";
import type { SplitRecord, SplitRow } from "../../../src/dataset/split/split_record.ts";
import type { SplitSample } from "../../../src/dataset/split/sample_columns.ts";
import { copyKey } from "../../../src/dataset/split/sample_keys.ts";

/** A body of a file: the file's content is `h(<content>)`, that of its own name unless said. */
function sample(file: string, content = file, body = 0, group: string | null = file): SplitSample {
  return { file, hash: `h(${content})`, body, group };
}

const row = (subset: SplitRow["subset"], of: SplitSample): SplitRow => (
  { ...of, subset, reason: null, label: "gear", present: true }
);

const OLD: readonly SplitRow[] = [
  row("train", sample("train/a")),
  row("train", sample("train/b")),
  row("train", sample("train/b", "train/b", 1)),
  row("validation", sample("c")),
  row("test", sample("test/d")),
];

const RECORD: SplitRecord = {
  rule: {
    keys: ["family"],
    group: null,
    stratify: "single",
    subsets: [
      { name: "train", share: 0.5 },
      { name: "validation", share: 0.25 },
      { name: "test", share: 0.25 },
    ],
    seed: 42,
    bins: null,
    groupBy: "file",
    dedupe: null,
    where: null,
  },
  edges: [null],
  rows: OLD,
};

function carry(
  samples: readonly SplitSample[],
  record = RECORD,
  classes?: readonly string[],
  isExcluded: (sample: SplitSample) => boolean = () => false,
) {
  return carrySplit("default", record, {
    samples,
    labels: classes ?? samples.map(() => "gear"),
    duplicateKeys: samples.map((one) => record.rule.dedupe === null ? null : copyKey(one)),
    excluded: samples.map(isExcluded),
  });
}

/** The subset of each file's body by `file body`. */
function places(record: SplitRecord): Record<string, string | null> {
  const present = record.rows.filter((one) => one.present);
  return Object.fromEntries(present.map(({ file, body, subset }) => [`${file} ${body}`, subset]));
}

const moved = (file: string): string => file.replace(/^train\//, "drawings/");
const SAME = OLD.map(({ file, hash, body, group }): SplitSample => ({ file, hash, body, group }));
const with_ = (...more: SplitSample[]) => [...SAME, ...more];

test.each([
  ["a rerun", SAME, { stayed: 5, left: 0 }, {}],
  ["a rerun in another order", SAME.toReversed(), { stayed: 5, left: 0 }, {}],
  ["two added files go where most are lacking", with_(sample("e"), sample("f")), {
    stayed: 5,
    joined: 0,
    added: { train: 0, validation: 1, test: 1 },
  }, { "e 0": expect.stringMatching("test|valid"), "f 0": expect.stringMatching("test|valid") }],
  ["a removed file leaves", SAME.filter(({ file }) => file !== "c"), { stayed: 4, left: 1 }, {}],
  ["a renamed folder: by content", SAME.map((one) => ({ ...one, file: moved(one.file) })), {
    stayed: 5,
    renamed: 3,
    left: 0,
  }, { "drawings/a 0": "train", "drawings/b 0": "train", "drawings/b 1": "train" }],
  [
    "an edited part: by path",
    SAME.map((one) => one.file === "test/d" ? sample("test/d", "edited") : one),
    { stayed: 5, edited: 1, left: 0 },
    { "test/d 0": "test" },
  ],
  [
    "an edited part with a body more: it joins its file",
    with_(
      sample("train/b", "train/b", 2),
    ),
    { stayed: 5, joined: 1 },
    { "train/b 2": "train" },
  ],
  [
    "a copy of a test sample in train's folder: it joins its original",
    with_(
      sample("train/copy", "test/d"),
    ),
    { stayed: 5, joined: 1, added: { train: 0, validation: 0, test: 1 } },
    {
      "train/copy 0": "test",
    },
  ],
  [
    "a new file whose bodies belong to train and to test is in none",
    with_(
      sample("e", "train/a", 0),
      sample("e", "e", 1),
      { ...sample("e", "test/d", 0), body: 0, file: "f", group: "e" },
    ),
    { stayed: 5, linking: ["e", "f"], added: { train: 0, validation: 0, test: 0 } },
    {
      "e 0": null,
      "e 1": null,
      "f 0": null,
    },
  ],
  [
    "a train part edited into a copy of a test part: nobody moves",
    SAME.map((one) => one.file === "train/a" ? sample("train/a", "test/d") : one),
    { stayed: 5, edited: 1, copiesAcross: ["test/d", "train/a"] },
    { "train/a 0": "train" },
  ],
])("%s", (_, samples, changes, expected) => {
  const carried = carry(samples);
  expect(carried.changes).toMatchObject(changes);
  // Who was there is where it was, unless the table says otherwise by another name.
  const before = places(RECORD);
  const after = places(carried.record);
  for (const [key, subset] of Object.entries(after)) {
    expect([key, subset]).toEqual([key, key in expected ? expected[key as never] : before[key]]);
  }
});

test("a sample that has left and returns is where it was", () => {
  const without = carry(SAME.filter(({ file }) => file !== "test/d")).record;
  const { record, changes } = carry(SAME, without);
  expect(changes).toMatchObject({ stayed: 5, returned: 1, left: 0 });
  expect(places(record)).toEqual(places(RECORD));
});

test("new samples are placed alike whatever their order, and wherever their folder is", () => {
  const added = Array.from({ length: 40 }, (_, i) => sample(`new/${i}`));
  const first = places(carry(with_(...added)).record);
  expect(places(carry([...added.toReversed(), ...SAME]).record)).toEqual(first);
  const elsewhere = added.map((one) => ({ ...one, file: `x/${one.file}`, group: `x/${one.file}` }));
  const second = places(carry(with_(...elsewhere)).record);
  expect(added.map(({ file }) => second[`x/${file} 0`])).toEqual(
    added.map(({ file }) => first[`${file} 0`]),
  );
  const sizes = ["train", "validation", "test"].map((subset) =>
    Object.values(first).filter((one) => one === subset).length
  );
  expect(sizes).toEqual([23, 11, 11]);
});

test("a new class is divided by itself: nobody of the old ones moves", () => {
  const added = Array.from({ length: 8 }, (_, i) => sample(`shaft/${i}`));
  const classes = [...SAME.map(() => "gear"), ...added.map(() => "shaft")];
  const { record, changes } = carry(with_(...added), RECORD, classes);
  expect(changes).toMatchObject({ stayed: 5, joined: 0, left: 0 });
  expect(Object.values(changes.added).reduce((a, b) => a + b)).toBe(8);
  const found = places(record);
  for (const [key, subset] of Object.entries(places(RECORD))) expect(found[key]).toBe(subset);
  const own = added.map(({ file }) => found[`${file} 0`]);
  // Of eight, four, two and two are the shares.
  expect(own.filter((one) => one === "train")).toHaveLength(4);
  expect(own.filter((one) => one === "test")).toHaveLength(2);
});

test("duplicates are in none while one stands for them, and take its place when it has left", () => {
  const rule = { ...RECORD.rule, dedupe: "exact" } as const;
  const copies = [sample("copy/1", "test/d"), sample("copy/2", "test/d"), sample("new/1", "new")];
  const first = carry(with_(...copies, sample("new/2", "new")), { ...RECORD, rule });
  expect(first.changes).toMatchObject({ stayed: 5, duplicates: 3, linking: [] });
  expect(places(first.record)).toMatchObject({
    ...places(RECORD),
    "copy/1 0": null,
    "copy/2 0": null,
    "new/1 0": expect.any(String),
    "new/2 0": null,
  });
  const reasons = first.record.rows.map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason === "duplicate")).toHaveLength(3);
  const left = [...SAME.filter(({ file }) => file !== "test/d"), ...copies];
  const second = carry(left, first.record);
  expect(second.changes).toMatchObject({ stayed: 7, left: 2, duplicates: 0 });
  expect(places(second.record)).toMatchObject({ "copy/1 0": "test", "copy/2 0": null });
});

test("samples of several labels are assigned where their labels are lacking", () => {
  const rule = { ...RECORD.rule, stratify: "multilabel" } as const;
  const rows = OLD.map((one) => ({ ...one, label: '["plane"]' }));
  const added = Array.from({ length: 8 }, (_, i) => sample(`torus/${i}`));
  const classes = [...SAME.map(() => '["plane"]'), ...added.map(() => '["plane","torus"]')];
  const { record } = carry(with_(...added), { ...RECORD, rule, rows }, classes);
  const own = added.map(({ file }) => places(record)[`${file} 0`]);
  expect(["train", "validation", "test"].map((one) => own.filter((is) => is === one).length))
    .toEqual([4, 2, 2]);
});

test("who is left out by the query is in none; who has a subset keeps it, and may come later", () => {
  const isExcluded = ({ file }: SplitSample) => ["train/a", "e"].includes(file);
  const first = carry(with_(sample("e"), sample("f")), RECORD, undefined, isExcluded);
  expect(first.changes).toMatchObject({ stayed: 5, excluded: 1 });
  expect(places(first.record)).toMatchObject({ "train/a 0": "train", "e 0": null });
  expect(places(first.record)["f 0"]).not.toBeNull();
  const later = carry(with_(sample("e"), sample("f")), first.record);
  expect(places(later.record)["e 0"]).not.toBeNull();
});
