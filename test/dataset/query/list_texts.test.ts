import { expect, test } from "vitest";
import { requireNoNearText } from "../../../src/dataset/query/list_texts.ts";
import type { Query } from "../../../src/dataset/query/where.ts";

const values = ["doubtful\nlarge", null, "seen"];
const ask = (query: Query) => () => requireNoNearText("tags", values, query);

test("a text that is nearly one that is there is refused with it", () => {
  const why = "Cannot ask for 'doubtfull' in 'tags': no sample has it. Did you mean 'doubtful'?";
  expect(ask({ key: "tags", op: "includes", value: "doubtfull" })).toThrow(why);
  expect(ask({ key: "tags", op: "ne", value: "doubtfull" })).toThrow(why);
  expect(ask({ key: "tags", op: "in", values: ["seen", "doubtfull"] })).toThrow(why);
});

test("a text that is there, one like no other, and none are taken", () => {
  for (const value of ["large", "checked by hand", null]) {
    expect(ask({ key: "tags", op: "eq", value })).not.toThrow();
  }
});
