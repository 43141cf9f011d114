/** Zips that lie. @module */
import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import { centralHeader, endRecords, localHeader } from "../../src/storage/zip/zip_format.ts";

/** An entry of a crafted zip. */
export interface CraftedEntry {
  readonly name: string;
  readonly text?: string;
  /** Changes what the directory says; numbers stand where the APPNOTE has them. */
  readonly central?: (header: DataView) => void;
  /** Changes what stands before the bytes. */
  readonly local?: (header: DataView) => void;
  /** Where the directory says that it begins. */
  readonly offset?: number;
}

/** A zip of entries, of which each may say anything. */
export function craftZip(
  entries: readonly CraftedEntry[],
  end: { count?: number; offset?: number; size?: number } = {},
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [], directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, text = "x", central, local, offset = at } of entries) {
    const bytes = new TextEncoder().encode(text);
    const facts = { name, crc: crc32(bytes), size: bytes.length, offset };
    const own = localHeader(facts), listed = centralHeader(facts);
    local?.(new DataView(own.buffer));
    central?.(new DataView(listed.buffer));
    parts.push(own, bytes);
    directory.push(listed);
    at += own.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const place = { count: entries.length, offset: at, size: listed.length, ...end };
  return new Uint8Array(Buffer.concat([...parts, listed, endRecords(place)]));
}
