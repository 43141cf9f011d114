import { describe, expect, test } from "vitest";
import { ARRAYS } from "../../../src/cad/features/arrays.ts";
import { SCHEMA_TEMPLATES, schemaTemplate } from "../../../src/cad/profiles/schema_template.ts";
import { findArray } from "../../../src/storage/schema/schema.ts";

describe("schemaTemplate", () => {
  test.each(SCHEMA_TEMPLATES)("%s names arrays as the encoder writes them", (name) => {
    const schema = schemaTemplate(name, { domain: "gears", version: "2.0" });
    expect([schema.domain, schema.version]).toEqual(["gears", "2.0"]);
    const encoded = Object.entries(ARRAYS).flatMap(([key, spec]) => {
      const [group, array] = key.split("/");
      const found = findArray(schema, group, array);
      return found === null ? [] : [[found.dtype, found.dims, spec.dtype, spec.dims]];
    });
    expect(encoded.length).toBeGreaterThan(9);
    for (const [dtype, dims, own, ownDims] of encoded) {
      expect([dtype, dims]).toEqual([own, ownDims]);
    }
  });

  test("the template for manufacturing has the seeds' names", () => {
    const { groups } = schemaTemplate("manufacturing_basic");
    expect(Object.keys(groups.machining.arrays)).toEqual([
      "machining_category",
      "material_type",
      "estimated_machining_time",
    ]);
  });

  test("an unknown name is refused with the near one", () => {
    expect(() => schemaTemplate("cad_basics" as "cad_basic")).toThrow("Did you mean 'cad_basic'");
  });
});
