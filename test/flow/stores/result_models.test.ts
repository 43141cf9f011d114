import { describe, expect, test } from "vitest";
import { z } from "zod";
import { MemoryBackend, ResultModels, ResultsManager } from "../../../stores.ts";

const person = () => ({ name: "Person", schema: z.object({ name: z.string(), age: z.number() }) });

describe("A64", () => {
  test("a model is found by its name, as it is written", () => {
    const models = new ResultModels();
    const model = person();
    models.register(model);
    expect(models.get("Person")).toBe(model);
    expect(models.get("person")).toBeNull();
    models.register(person()); // the same once more
    expect(models.get("Person")).toBe(model);
  });

  test("another one of the name is refused, with what differs", () => {
    const models = new ResultModels();
    models.register(person());
    const other = (shape: z.ZodRawShape) => ({ name: "Person", schema: z.object(shape) });
    expect(() => models.register(other({ name: z.string() }))).toThrow("different fields (age)");
    expect(() => models.register(other({ name: z.string(), age: z.string() }))).toThrow(
      "different type for field 'age' (number and not string)",
    );
    expect(() => models.register({ name: "Person", fields: { name: "string", age: "text" } }))
      .toThrow("different type for field 'age'");
  });

  test("namespaces are separate, and one of its own comes before the default", () => {
    const models = new ResultModels();
    for (const space of ["default", "ns1"]) models.register(person(), space);
    expect(models.namespaceOf("Person")).toBe("ns1");
    expect(models.namespaceOf("Person", true)).toBe("ns1");
    models.register({ name: "Person", schema: z.object({}) }, "ns2");
    expect(() => models.namespaceOf("Person", true)).toThrow("multiple non-default namespaces");
    expect(models.namespaceOf("Nobody")).toBeNull();
  });

  test("what is strict cannot choose, and what is got is of the namespace that was kept", async () => {
    const models = new ResultModels();
    const read = (of: string) => ({ name: "M", schema: z.any().transform(() => of) });
    models.register(read("one"), "ns1");
    models.register(read("two"), "ns2");
    const results = new ResultsManager({ backend: new MemoryBackend(), models });
    await expect(results.set("a", 1, { model: "M", strict: true })).rejects.toThrow(
      "Cannot automatically determine namespace",
    );
    await results.set("a", 1, { model: "M", namespace: "ns2" });
    expect(await results.get("a")).toBe("two");
  });

  test("a model that nobody knows is refused, with the near name", async () => {
    const models = new ResultModels();
    models.register(person());
    const results = new ResultsManager({ backend: new MemoryBackend(), models });
    await expect(results.set("a", 1, { model: "Persn" })).rejects.toThrow(
      "'Persn' is not registered",
    );
    await expect(results.set("a", 1, { model: "Persn" })).rejects.toThrow("Person");
  });
});
