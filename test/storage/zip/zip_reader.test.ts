import { describe, expect, test } from "vitest";
import { type ByteSource, memorySource } from "../../../src/storage/byte_source.ts";
import { CorruptData } from "../../../src/storage/storage_errors.ts";
import { centralHeader, endRecords, localHeader } from "../../../src/storage/zip/zip_format.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { ZipWriter } from "../../../src/storage/zip/zip_writer.ts";

const encode = (text: string) => new TextEncoder().encode(text);

function zip(entries: Iterable<[string, Uint8Array]>): Uint8Array {
  const parts: Uint8Array[] = [];
  const writer = new ZipWriter((bytes) => parts.push(bytes.slice()));
  for (const [name, bytes] of entries) writer.add(name, bytes);
  writer.end();
  return join(parts);
}

function join(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const open = (bytes: Uint8Array) => new ZipReader(memorySource(bytes), "test.zip");

describe("zip", () => {
  test("entries come back, in order, empty ones and other alphabets too", () => {
    const entries: [string, Uint8Array][] = [
      ["zarr.json", encode("{}")],
      ["größe/c/0", new Uint8Array(1000).map((_, i) => i)],
      ["empty", new Uint8Array()],
    ];
    const reader = open(zip(entries));
    expect([...reader.names()]).toEqual(entries.map(([name]) => name));
    for (const [name, bytes] of entries) expect(reader.read(name)).toEqual(bytes);
    expect(reader.read("missing")).toBeNull();
    expect(reader.has("empty")).toBe(true);
  });

  test("the same content makes the same bytes", () => {
    expect(zip([["a", encode("x")]])).toEqual(zip([["a", encode("x")]]));
  });

  test("an empty zip", () => {
    expect([...open(zip([])).names()]).toEqual([]);
  });

  test("70,000 entries, more than the plain directory can count", () => {
    const entries = Array.from(
      { length: 70_000 },
      (_, i): [string, Uint8Array] => [`c/${i}`, encode(String(i * 7))],
    );
    const reader = open(zip(entries));
    expect([...reader.names()].length).toBe(70_000);
    for (const i of [0, 65_534, 65_535, 65_536, 69_999]) {
      expect(new TextDecoder().decode(reader.read(`c/${i}`)!)).toBe(String(i * 7));
    }
  });

  test("a trailing comment is allowed", () => {
    const bytes = zip([["a", encode("x")]]);
    bytes[bytes.length - 2] = 5;
    const reader = open(join([bytes, encode("hello")]));
    expect(reader.read("a")).toEqual(encode("x"));
  });
});

describe("zip64", () => {
  test("an entry behind 5 GiB is read, from a source that has only its ends", () => {
    const data = encode("far away");
    const offset = 5 * 2 ** 30;
    const entry = { name: "far", crc: 0, size: data.length, offset };
    const crc = new DataView(zip([["far", data]]).buffer).getUint32(14, true);
    const header = localHeader({ ...entry, crc });
    const directory = centralHeader({ ...entry, crc });
    const at = offset + header.length + data.length;
    const end = endRecords({ count: 1, offset: at, size: directory.length });
    const tail = join([header, data, directory, end]);
    const source: ByteSource = {
      size: offset + tail.length,
      read(from, length) {
        const out = new Uint8Array(Math.max(0, Math.min(length, this.size - from)));
        for (let i = 0; i < out.length; i++) out[i] = tail[from + i - offset] ?? 0;
        return out;
      },
      close() {},
    };
    expect(new ZipReader(source, "far.zip").read("far")).toEqual(data);
  });
});

describe("damage", () => {
  test("what is no zip, or is cut short, is said to be so", () => {
    const bytes = zip([["a", encode("x")]]);
    for (const damaged of [new Uint8Array(), encode("ISO-10303-21;"), bytes.subarray(0, 60)]) {
      expect(() => open(damaged)).toThrow(CorruptData);
      expect(() => open(damaged)).toThrow("Cannot read 'test.zip'");
    }
  });

  test("a changed byte is found by the checksum", () => {
    const bytes = zip([["a", encode("xyz")]]);
    bytes[31] ^= 1;
    expect(() => open(bytes).read("a")).toThrow(/entry 'a' has the checksum \d+/);
  });

  test("compressed entries are refused", () => {
    const bytes = zip([["a", encode("xyz")]]);
    const directory = 30 + 1 + 3;
    bytes[directory + 10] = 8;
    expect(() => open(bytes)).toThrow("must be stored as it is");
  });
});
