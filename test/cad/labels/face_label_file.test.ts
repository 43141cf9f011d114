import { describe, expect, test } from "vitest";
import { LabelFileError, LabelMismatch } from "../../../src/cad/errors.ts";
import {
  attachFaceLabels,
  type FaceLabelFile,
  parseFaceLabels,
} from "../../../src/cad/labels/face_label_file.ts";
import { namedBox } from "./labelled.ts";

const parse = (json: unknown, name = "part.labels.json") =>
  parseFaceLabels(new TextEncoder().encode(JSON.stringify(json)), name);

describe("a file says by what its labels find their faces", () => {
  test.each([
    ["ADVANCED_FACE name is the integer index into face_labels", "name-index"],
    ["label id is the ADVANCED_FACE name; list is in file order", "name-label"],
    ["face index (OCC TopExp order; NOT encoded in the STEP names)", "order"],
  ])("%s", (index_basis, basis) => {
    expect(parse({ face_labels: [0, 1], index_basis }).basis).toBe(basis);
  });

  test("by entity numbers, in words or not", () => {
    const labels = { face_labels: [0, 1], face_entity_ids: [5, 7] };
    expect(parse({ ...labels, index_basis: "STEP entity id" })).toEqual({
      basis: "entity-id",
      labels: [0, 1],
      entityIds: [5, 7],
      classes: null,
      classCount: null,
      source: null,
    });
    expect(parse(labels).basis).toBe("entity-id");
  });

  test("and its classes", () => {
    const base = { source: "here", face_labels: [0, 1], index_basis: "order" };
    expect(parse({ ...base, classes: ["a", "b"] })).toMatchObject({
      classes: ["a", "b"],
      classCount: 2,
      source: "here",
    });
    expect(parse({ ...base, classes: 25 })).toMatchObject({ classes: null, classCount: 25 });
  });
});

describe("what is no file of labels is refused", () => {
  test.each<[unknown, string]>([
    [{ index_basis: "order" }, "'face_labels' must be a list of whole numbers; found undefined"],
    [{ face_labels: [0.5], index_basis: "order" }, "'face_labels' must be"],
    [{ face_labels: [1] }, "'index_basis' must say"],
    [{ face_labels: [1], index_basis: "by magic" }, "found 'by magic'"],
    [{ face_labels: [1], index_basis: "entity id" }, "'index_basis' must say"],
    [{ face_labels: [1], face_entity_ids: [1, 2] }, "must be a list of 1 whole numbers"],
    [{ face_labels: [3], classes: 3, index_basis: "order" }, "labels must be below the 3"],
    [3, "they must be a JSON object"],
  ])("%j", (json, found) => {
    expect(() => parse(json)).toThrow(LabelFileError);
    expect(() => parse(json)).toThrow(found);
  });

  test.each([
    ["a pickle by its bytes", Uint8Array.of(0x80, 4, 0x95), "labels.bin"],
    ["a pickle by its name", new TextEncoder().encode("(dp0\n."), "labels.pkl"],
    ["a zip of pickles", Uint8Array.of(0x50, 0x4b, 3, 4), "labels.json"],
  ])("%s is never read", (_, bytes, name) => {
    expect(() => parseFaceLabels(bytes, name)).toThrow(LabelFileError);
    expect(() => parseFaceLabels(bytes, name)).toThrow("looks like a pickle");
  });

  test("text that is not JSON", () => {
    expect(() => parseFaceLabels(new TextEncoder().encode("1,2"), "a.json")).toThrow(
      "must be JSON",
    );
  });
});

describe("labels of a file", () => {
  const file = (changes: Partial<FaceLabelFile>): FaceLabelFile => ({
    basis: "order",
    labels: [6, 5, 4, 3, 2, 1],
    entityIds: null,
    classes: null,
    classCount: null,
    source: null,
    ...changes,
  });
  const brep = namedBox(["1", "2", "3", "4", "5", "0"]);
  const reversed = [15, 14, 13, 12, 11, 10];

  test.each<[Partial<FaceLabelFile>, number[]]>([
    [{ basis: "order" }, [6, 5, 4, 3, 2, 1]],
    [{ basis: "name-index" }, [5, 4, 3, 2, 1, 6]],
    [{ basis: "name-label", labels: [0, 1, 2, 3, 4, 5] }, [1, 2, 3, 4, 5, 0]],
    [{ basis: "entity-id", entityIds: reversed }, [1, 2, 3, 4, 5, 6]],
  ])("%j", (changes, values) => {
    expect([...attachFaceLabels(brep, file(changes)).values]).toEqual(values);
  });

  test("that says two things is held to both", () => {
    const labels = [0, 5, 4, 3, 2, 1];
    const both = file({ basis: "name-label", labels, entityIds: reversed });
    expect([...attachFaceLabels(brep, both).values]).toEqual([1, 2, 3, 4, 5, 0]);
    const wrong = file({ ...both, labels: [1, 5, 4, 3, 2, 0] });
    expect(() => attachFaceLabels(brep, wrong)).toThrow(LabelMismatch);
    expect(() => attachFaceLabels(brep, wrong)).toThrow("agree with those by entity number");
  });

  test("whose list is not what is in the names", () => {
    const wrong = file({ basis: "name-label", labels: [0, 1, 2, 3, 4, 4] });
    expect(() => attachFaceLabels(brep, wrong)).toThrow("agree with the list");
  });
});
