import { expect, test } from "vitest";
import { stepTokens } from "../../../../../src/cad/formats/step/text/step_tokens.ts";
import { bytesOf, latin1Of } from "../../step_text.ts";

test("an entity comes apart into its words", () => {
  const tokens = stepTokens(bytesOf("Face ( 'a''b(' ,/* #1 */ (#12,$),.T.,-1.5E-3,\"0F\")"));
  expect(tokens).toEqual([
    { kind: "other", text: "FACE" },
    { kind: "other", text: "(" },
    { kind: "string", text: "a'b(" },
    ...[",", "("].map((text) => ({ kind: "other", text })),
    { kind: "reference", id: 12 },
    ...[",", "$", ")", ",", ".T.", ",", "-1.5E-3", ",", '"0F"', ")"].map((text) => ({
      kind: "other",
      text,
    })),
  ]);
});

test("a string is decoded from its own bytes, whatever stands before it", () => {
  expect(stepTokens(latin1Of("'\x80\xe4','ö'")).map((token) => "text" in token && token.text))
    .toEqual(["€ä", ",", "ö"]);
});
