/**
 * Codecs for zarrita that unpack no more than a chunk may hold.
 *
 * @module
 */
import { gunzipSync, inflateSync } from "node:zlib";
import type { registry } from "zarrita";
import { CorruptData } from "../storage_errors.ts";
import { decompressZstd, SYSTEM_ZSTD } from "./system_zstd.ts";
import { compressChunk, ZSTD_LEVEL } from "./zarr_codecs.ts";
import { isTooLarge, statedSize } from "./zstd_frame.ts";

/** What zarrita tells a codec of the chunks that it is for. */
interface ChunkMeta {
  readonly dataType: string;
  readonly shape: readonly number[];
}

/** What of a codec of zarrita matters here. */
interface Codec {
  readonly kind: string;
  encode?(bytes: Uint8Array): unknown;
  decode(bytes: Uint8Array): unknown;
}

interface CodecMaker {
  fromConfig(configuration: unknown, meta: ChunkMeta): Codec;
}

/** zarrita's codecs by name: one registry for the whole process. */
interface Registry {
  get(name: string): (() => CodecMaker | Promise<CodecMaker>) | undefined;
  set(name: string, load: () => Promise<CodecMaker>): unknown;
}

/** Bytes that a chunk of texts, which have no fixed size, may have. */
const UNSIZED_BYTES = 2 ** 28;
/** Bytes that checksums and the like add to a chunk. */
const ADDED = 64;

/** Codecs that the system's own library does. */
const UNPACKERS: Readonly<Record<string, (bytes: Uint8Array, most: number) => Uint8Array>> = {
  ...SYSTEM_ZSTD ? { zstd: decompressZstd } : {},
  gzip: (bytes, most) => new Uint8Array(gunzipSync(bytes, { maxOutputLength: most })),
  zlib: (bytes, most) => new Uint8Array(inflateSync(bytes, { maxOutputLength: most })),
};

/** How large a chunk of another codec says that it will be: that much the codec takes. */
const STATED: Readonly<Record<string, (bytes: Uint8Array) => number | null>> = {
  blosc: (bytes) => uint32(bytes, 4),
  lz4: (bytes) => uint32(bytes, 0),
  ...SYSTEM_ZSTD ? {} : { zstd: statedSize },
};

/** Marks what is bounded: the registry comes here again with each dataset that is opened. */
const bounded = new WeakSet<object>();

/**
 * Bounds the codecs of zarrita's registry. A chunk that is larger or smaller than its array's
 * metadata says is refused.
 */
export function boundCodecs(codecs: Pick<typeof registry, "get" | "set">): void {
  const all = codecs as unknown as Registry;
  for (const [name, unpack] of Object.entries(UNPACKERS)) {
    for (const key of [name, `numcodecs.${name}`]) put(all, key, () => nativeCodec(unpack));
  }
  for (const [name, stated] of Object.entries(STATED)) {
    const look = (bytes: Uint8Array, size: number) => {
      const found = stated(bytes);
      if (found === null || found > size + ADDED) throw otherSize(size, found ?? "none stated");
    };
    for (const key of [name, `numcodecs.${name}`]) put(all, key, (codec) => watched(codec, look));
  }
  put(all, "bytes", (codec) =>
    watched(codec, (bytes, size) => {
      const isOther = size !== UNSIZED_BYTES && bytes.length !== size;
      if (isOther) throw otherSize(size, bytes.length);
    }));
}

function put(codecs: Registry, name: string, wrap: (codec: CodecMaker) => CodecMaker): void {
  const load = codecs.get(name);
  if (load === undefined || bounded.has(load)) return;
  const own = async () => wrap(await load());
  bounded.add(own);
  codecs.set(name, own);
}

function nativeCodec(unpack: (bytes: Uint8Array, most: number) => Uint8Array): CodecMaker {
  return {
    fromConfig(configuration, meta) {
      const { level } = (configuration ?? {}) as { level?: number };
      const size = chunkBytes(meta);
      return {
        kind: "bytes_to_bytes",
        encode: (bytes) => compressChunk(bytes, level ?? ZSTD_LEVEL),
        decode(bytes) {
          try {
            return unpack(bytes, size + ADDED);
          } catch (cause) {
            throw isTooLarge(cause) ? otherSize(size, "more") : cause;
          }
        },
      };
    },
  };
}

/** A codec whose chunks are looked at before they are decoded. */
function watched(
  codec: CodecMaker,
  look: (bytes: Uint8Array, size: number) => void,
): CodecMaker {
  return {
    fromConfig(configuration, meta) {
      const own = codec.fromConfig(configuration, meta);
      const decode = own.decode.bind(own);
      own.decode = (bytes) => {
        look(bytes, chunkBytes(meta));
        return decode(bytes);
      };
      return own;
    },
  };
}

function uint32(bytes: Uint8Array, at: number): number | null {
  if (bytes.length < at + 4) return null;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);
}

function otherSize(expected: number, found: string | number): CorruptData {
  return new CorruptData(`a chunk must have ${expected} bytes, found ${found}`, {
    data: { expected, found },
  });
}

/** The bytes of a whole chunk; null where its values have no fixed size, as texts have not. */
function fixedBytes({ dataType, shape }: ChunkMeta): number | null {
  const bits = /^(?:u?int|float)(8|16|32|64)$/.exec(dataType)?.[1];
  const characters = /^v2:([US])(\d+)$/.exec(dataType);
  const size = dataType === "bool"
    ? 1
    : characters !== null
    ? Number(characters[2]) * (characters[1] === "U" ? 4 : 1)
    : bits === undefined
    ? null
    : Number(bits) / 8;
  return size === null ? null : shape.reduce((product, n) => product * n, size);
}

/** The bytes that a whole chunk may have. */
function chunkBytes(meta: ChunkMeta): number {
  return fixedBytes(meta) ?? UNSIZED_BYTES;
}
