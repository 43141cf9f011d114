import { describe, expect, test } from "vitest";
import { encodeCommand, encodeProperties } from "../../../kernel/zmtp/command.ts";
import { COMMAND, encodeFrame, encodeMessage } from "../../../kernel/zmtp/frame.ts";
import { greeting } from "../../../kernel/zmtp/greeting.ts";
import { Peer } from "../../../kernel/zmtp/peer.ts";
import { ZmtpError } from "../../../kernel/zmtp/zmtp_error.ts";
import { concat, FakeConnection, text } from "./fake_connection.ts";

function ready(kind: string, identity = ""): Uint8Array {
  const properties = encodeProperties({ "Socket-Type": text(kind), Identity: text(identity) });
  return encodeFrame(encodeCommand("READY", properties), COMMAND);
}

const hello = (...after: (Uint8Array | number[])[]) =>
  new FakeConnection(concat(greeting(), ready("DEALER", "me"), ...after));

async function met(connection: FakeConnection): Promise<Peer> {
  const peer = new Peer(connection, "ROUTER", { messageBytes: 1000, parts: 4, identity: "router" });
  await peer.shakeHands();
  return peer;
}

describe("a peer", () => {
  test("shakes hands, and tells its name", async () => {
    const connection = hello();
    const peer = await met(connection);
    expect(new TextDecoder().decode(peer.identity)).toBe("me");
    await peer.flush();
    expect(connection.bytes).toEqual([...greeting(), ...ready("ROUTER", "router")]);
  });

  test("sends messages of several parts, long ones too", async () => {
    const parts = [text("id"), new Uint8Array(700).fill(3), text("")];
    const peer = await met(hello(encodeMessage(parts), encodeMessage([text("next")])));
    expect(await peer.receive()).toEqual(parts);
    expect(await peer.receive()).toEqual([text("next")]);
    await expect(peer.receive()).rejects.toThrow(/closed by its other end/);
  });

  test("is answered when it pings", async () => {
    const ping = encodeFrame(encodeCommand("PING", concat([0, 9], text("ctx"))), COMMAND);
    const connection = hello(ping, encodeMessage([text("x")]));
    const peer = await met(connection);
    await peer.receive();
    await peer.flush();
    const pong = encodeFrame(encodeCommand("PONG", text("ctx")), COMMAND);
    expect(connection.bytes.slice(-pong.length)).toEqual([...pong]);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["speaks HTTP", text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3)), /signature/],
    ["speaks ZMTP 2", greeting().map((byte, i) => i === 10 ? 2 : byte), /ZMTP 3/],
    ["asks for PLAIN", greeting().map((byte, i) => i >= 12 ? [80][i - 12] ?? 0 : byte), /'P'/],
    ["stops in its greeting", greeting().subarray(0, 40), /closed by its other end/],
    ["sends a message first", concat(greeting(), [0, 1, 65]), /before READY/],
    ["is of a wrong kind", concat(greeting(), ready("SUB")), /kind 'SUB'/],
    ["has a name that is too long", concat(greeting(), [4, 3, 90, 65, 65]), /begin with its name/],
    ["has a huge command", concat(greeting(), [6, 0, 0, 0, 0, 0, 1, 0, 1]), /65536 bytes here/],
    [
      "has a property that ends too late",
      concat(greeting(), [4, 12, 5], text("READY"), [1, 65, 0, 0, 1, 0]),
      /longer than the command/,
    ],
  ])("that %s is refused", async (_, sent, sentence) => {
    const meeting = met(new FakeConnection(sent));
    await expect(meeting).rejects.toThrow(sentence);
    await expect(meeting).rejects.toBeInstanceOf(ZmtpError);
  });

  test.each<[string, number[] | Uint8Array, RegExp]>([
    ["has a reserved bit", [8, 0], /reserved bit/],
    ["announces more than memory has", [2, 127, 255, 255, 255, 255, 255, 255, 255], /1000 bytes/],
    ["is too long in all", encodeMessage([new Uint8Array(600), new Uint8Array(600)]), /400 bytes/],
    ["has too many parts", encodeMessage(Array(5).fill(text(""))), /at most 4 parts/],
    ["has a command inside", [1, 0, 4, 2, 1, 65], /middle of a message/],
    ["has a command of two frames", [5, 2, 1, 65], /one frame/],
  ])("is refused when a message %s", async (_, sent, sentence) => {
    const peer = await met(hello(sent));
    await expect(peer.receive()).rejects.toThrow(sentence);
  });
});
