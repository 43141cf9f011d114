import { expect, test } from "vitest";
import "../../../src/cad/formats/builtin_formats.ts";
import { looksLike } from "../../../src/cad/formats/looks_like.ts";
import { bytesOf, latin1Of } from "./step_text.ts";

test.each([
  ["PK\x03\x04...", "a zip archive"],
  ["%PDF-1.7", "a PDF document"],
  ["\x28\xb5\x2f\xfd", "zstd-compressed data"],
  ["\n<?xml version='1.0'?>", "XML"],
  ["  <html>", "an HTML page"],
  ["DBRep_DrawableShape\n\nCASCADE Topology V1, (c)", "BREP"],
  ["ISO-10303-21;", "STEP"],
  ["solid part\n facet", "an STL mesh"],
  ["Dear reader,\r\n\ttab", "plain text"],
  ["\x01\x02", "binary data"],
])("%j", (start, found) => {
  expect(looksLike(latin1Of(start))).toBe(found);
});

test("text in UTF-8 is text", () => {
  expect(looksLike(bytesOf("Grüße"))).toBe("plain text");
});
