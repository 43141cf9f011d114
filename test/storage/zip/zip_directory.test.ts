/** What a zip says of its entries is not trusted. */
import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/storage/byte_source.ts";
import { CorruptData } from "../../../src/storage/storage_errors.ts";
import { directoryProblem } from "../../../src/storage/zip/zip_directory.ts";
import { endRecords, type ZipEntry } from "../../../src/storage/zip/zip_format.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { craftZip } from "../../helpers/craft_zip.ts";

const open = (bytes: Uint8Array) => new ZipReader(memorySource(bytes), "test.zip");
const mode = (bits: number) => (header: DataView) => {
  header.setUint8(5, 3); // made under Unix
  header.setUint16(40, bits, true);
};

test("a zip that says what is right is read", () => {
  const files = mode(0o100644), folders = mode(0o040755);
  const zip = open(craftZip([
    { name: "a/", text: "", central: folders },
    { name: "a/b", text: "hello", central: files },
    { name: "A/b", text: "another" }, // names differ by their case in arrays too
  ]));
  expect([...zip.names()]).toEqual(["a/", "a/b", "A/b"]);
  expect(new TextDecoder().decode(zip.read("a/b")!)).toBe("hello");
});

test("entries may stand in the directory in any order, each in a place of its own", () => {
  const entry = (name: string, offset: number): ZipEntry => ({
    ...{ name, offset, size: 100, packed: 100, crc: 0, nameBytes: 1, flags: 0, method: 0 },
    ...{ disk: 0, madeBy: 0, mode: 0 },
  });
  const [a, b, c] = [entry("a", 0), entry("b", 131), entry("c", 262)];
  for (const entries of [[a, b, c], [c, a, b], [b, c, a]]) {
    expect(directoryProblem(entries, 393)).toBeNull();
    expect(directoryProblem(entries, 392)).toMatch(/^its entry 'c' must have 100 bytes/);
  }
  expect(directoryProblem([c, entry("b", 132), a], 393)).toMatch(/^its entry 'b'/);
});

describe("is refused", () => {
  const b = { name: "b", text: "y".repeat(100) };
  const cases: [string, Uint8Array, RegExp][] = [
    ["a name that leads out", craftZip([{ name: "../evil" }]), /leads out of its folder/],
    ["an absolute name", craftZip([{ name: "/evil" }]), /it is absolute/],
    ["a backslash", craftZip([{ name: "a\\..\\evil" }]), /it has a backslash/],
    ["a drive", craftZip([{ name: "C:/evil" }]), /it names a drive/],
    ["a device of Windows", craftZip([{ name: "a/NUL.json" }]), /for a device/],
    ["a name twice", craftZip([{ name: "a" }, b, { name: "a" }]), /'a' is there twice/],
    ["a link", craftZip([{ name: "a", text: "/etc/passwd", central: mode(0o120777) }]), /120777/],
    ["a device", craftZip([{ name: "a", central: mode(0o020666) }]), /found the mode 20666/],
    ["a FIFO", craftZip([{ name: "a", central: mode(0o010666) }]), /found the mode 10666/],
    ["a folder with bytes", craftZip([{ name: "a/" }]), /is a folder and has bytes/],
    [
      "an encrypted entry",
      craftZip([{ name: "a", central: (h) => h.setUint16(8, 0x801, true) }]),
      /is encrypted/,
    ],
    [
      "a compressed entry",
      craftZip([{ name: "a", central: (h) => h.setUint16(10, 8, true) }]),
      /must be stored as it is, found 1 bytes by method 8/,
    ],
    [
      "more bytes than are stored",
      craftZip([{ name: "a", central: (h) => h.setUint32(24, 4e9, true) }]),
      /found 1 bytes by method 0 for 4000000000/,
    ],
    [
      "entries over each other",
      craftZip([b, { name: "c", central: (h) => h.setUint32(42, 10, true) }]),
      /'b' must have 100 bytes before what follows it/,
    ],
    [
      "many entries of the same bytes",
      craftZip([b, ...["c", "d", "e"].map((name) => ({ ...b, name, offset: 0 }))]),
      /must have 100 bytes before what follows it/,
    ],
    [
      "an entry over the directory",
      craftZip([{
        name: "a",
        central: (h) => {
          h.setUint32(20, 40, true);
          h.setUint32(24, 40, true);
        },
      }]),
      /'a' must have 40 bytes before what follows it/,
    ],
    [
      "another part of an archive",
      craftZip([{ name: "a", central: (h) => h.setUint16(34, 1, true) }]),
      /in another file of several/,
    ],
    ["too many entries", craftZip([b], { count: 2 }), /must list 2 entries, found it damaged/],
    ["too few entries", craftZip([b, { name: "a" }], { count: 1 }), /must list 1 entries/],
    ["a directory behind the end", craftZip([b], { offset: 1e9 }), /ends with a directory/],
    ["zip64 of exabytes", zip64({ count: 1, offset: 2 ** 62, size: 2 ** 62 }), /ends with a dir/],
    [
      "zip64 of a billion entries",
      zip64({ count: 1e9, offset: 0, size: 10 }),
      /must list 1000000000/,
    ],
    ["zip64 at nowhere", zip64At(2 ** 63), /ends with a directory/],
  ];
  test.each(cases)("%s", (_, bytes, why) => {
    const before = Deno.memoryUsage().rss;
    expect(() => open(bytes)).toThrow(CorruptData);
    expect(() => open(bytes)).toThrow(why);
    expect(Deno.memoryUsage().rss - before).toBeLessThan(50 << 20);
  });

  test.each<[string, (header: DataView) => void, RegExp]>([
    ["another name", (h) => h.setUint8(30, 0x7a), /is another one by its own header/],
    ["another method", (h) => h.setUint16(8, 8, true), /is another one by its own header/],
    ["no header", (h) => h.setUint32(0, 7, true), /has no header where it should begin/],
    ["far from its bytes", (h) => h.setUint16(28, 65_000, true), /has 1 bytes, found 0/],
  ])("when it is read, an entry of its own header with %s", (_, local, why) => {
    expect(() => open(craftZip([{ name: "a", local }])).read("a")).toThrow(why);
  });
});

test("bytes that are another's are found by the checksum, too many by what is allowed", () => {
  const bytes = craftZip([{ name: "a", text: "hello" }]);
  expect(() => open(bytes).read("a", 4)).toThrow("must have at most 4 bytes, found 5");
  bytes[33] ^= 1;
  expect(() => open(bytes).read("a")).toThrow(/has the checksum/);
});

/** The end of a zip whose place only zip64's record says. */
function zip64(said: { count: number; offset: number; size: number }): Uint8Array {
  const records = endRecords({ count: 0xffff, offset: 0, size: 0 });
  const view = new DataView(records.buffer);
  view.setBigUint64(32, BigInt(said.count), true);
  view.setBigUint64(40, BigInt(said.size), true);
  view.setBigUint64(48, BigInt(said.offset), true);
  view.setBigUint64(56 + 8, 100n, true);
  return Buffer.concat([new Uint8Array(100), records]);
}

/** The end of a zip whose record of zip64 would be far behind it. */
function zip64At(offset: number): Uint8Array {
  const records = endRecords({ count: 0xffff, offset: 0, size: 0 });
  new DataView(records.buffer).setBigUint64(56 + 8, BigInt(offset), true);
  return records;
}
