import { describe, expect, test } from "vitest";
import { MessageError } from "../../../kernel/messages/message_error.ts";
import { MessageMaker } from "../../../kernel/messages/message_maker.ts";
import { Signer } from "../../../kernel/messages/signature.ts";
import { decodeMessageParts, encodeMessageParts } from "../../../kernel/messages/wire.ts";

const signer = new Signer("key");
const text = (words: string) => new TextEncoder().encode(words);

function parts(): Uint8Array[] {
  const maker = new MessageMaker("me", "s");
  const extras = { identities: [text("id")], buffers: [text("bytes")], parent: { msg_id: "p" } };
  return encodeMessageParts(maker.make("execute_request", { code: "ü" }, extras), signer);
}

describe("a message on the wire", () => {
  test("comes back as it was", () => {
    const message = decodeMessageParts(parts(), signer);
    expect(message.header.msg_type).toBe("execute_request");
    expect(message.header.msg_id).toBe("s_1");
    expect(message.header.version).toBe("5.4");
    expect(message.parent).toEqual({ msg_id: "p" });
    expect(message.content).toEqual({ code: "ü" });
    expect(message.identities).toEqual([text("id")]);
    expect(message.buffers).toEqual([text("bytes")]);
  });

  test("is signed as others sign: HMAC-SHA256 over the four parts", () => {
    // printf abcd | openssl dgst -sha256 -hmac key
    const signed = ["a", "b", "c", "d"].map(text);
    expect(signer.sign(signed)).toBe(
      "2a31ec0ee8d878c9eece9fb0df79b3b90b2256240163aa5ee50d176d3d1121f8",
    );
    expect(new Signer("").sign(signed)).toBe("");
  });

  test.each<[string, (parts: Uint8Array[]) => Uint8Array[], RegExp]>([
    [
      "another signature",
      (p) => p.map((part, i) => i === 2 ? text("0".repeat(64)) : part),
      /wrong/,
    ],
    ["no signature", (p) => p.map((part, i) => i === 2 ? text("") : part), /signature is wrong/],
    ["a changed content", (p) => p.map((part, i) => i === 6 ? text("{}") : part), /is wrong/],
    ["no delimiter", (p) => p.slice(2), /delimiter/],
    ["too few parts", (p) => p.slice(0, 5), /4 signed parts/],
    ["nothing", () => [], /delimiter/],
  ])("with %s is refused", (_, damage, sentence) => {
    expect(() => decodeMessageParts(damage(parts()), signer)).toThrow(sentence);
  });

  test.each([
    ["no JSON", "x", "{}", /not JSON/],
    ["an array", "[]", "{}", /JSON object/],
    ["no type", `{"msg_id":"a","session":"b"}`, "{}", /'msg_type'/],
    [
      "a deep content",
      `{"msg_id":"a","session":"b","msg_type":"c"}`,
      `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`,
      /nested/,
    ],
  ])("signed rightly but with %s is refused", (_, header, content, sentence) => {
    const signed = [header, "{}", "{}", content].map(text);
    const sent = [text("<IDS|MSG>"), text(signer.sign(signed)), ...signed];
    expect(() => decodeMessageParts(sent, signer)).toThrow(sentence);
    expect(() => decodeMessageParts(sent, signer)).toThrow(MessageError);
  });

  test("an unknown way to sign is refused at once", () => {
    expect(() => new Signer("key", "rsa")).toThrow(/'hmac-' and a hash, not by 'rsa'/);
    expect(() => new Signer("key", "hmac-nope")).toThrow();
  });
});
