import { expect, test } from "vitest";
import { decodeStepString } from "../../../../../src/cad/formats/step/text/step_string.ts";
import { bytesOf, latin1Of } from "../../step_text.ts";

const decode = (bytes: Uint8Array) => decodeStepString(bytes, 0, bytes.length);

test.each([
  ["plain", "plain"],
  ["it''s", "it's"],
  ["a\\\\b", "a\\b"],
  ["\\X2\\9F7F8F6E\\X0\\ 5", "齿轮 5"],
  ["\\X2\\D83DDE00\\X0\\", "😀"],
  ["\\X4\\0001F600\\X0\\", "😀"],
  ["\\X4\\FFFFFFFF\\X0\\", "\ufffd"],
  ["Zahnr\\X\\E4der", "Zahnräder"],
  ["Zahnr\\S\\dder", "Zahnräder"],
  ["\\PA\\Zahnr\\S\\dder", "Zahnräder"],
  ["\\PB\\\\S\\f\\PE\\\\S\\f\\PA\\\\S\\f", "ćцæ"],
  ["\\PG\\\\S\\a\\PI\\\\S\\p", "αğ"],
  ["a\\N\\b\\F\\c", "abc"],
  ["\\x2\\00E4\\X0\\", "ä"],
  ["two\r\nlines", "twolines"],
  ["Größe", "Größe"],
  ["\\X2\\broken", "\\X2\\broken"],
])("%s", (written, text) => {
  expect(decode(bytesOf(written))).toBe(text);
});

test("bytes that are no UTF-8 are taken for Windows-1252", () => {
  expect(decode(latin1Of("Gr\xf6\xdfe \x80"))).toBe("Größe €");
});
