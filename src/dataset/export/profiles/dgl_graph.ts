/**
 * Graphs as files of DGL: what `dgl.save_graphs` writes and `dgl.load_graphs` reads. There is no
 * library on npm that writes them.
 *
 * Source: https://github.com/dmlc/dgl/blob/master/src/graph/serialize/heterograph_serialize.cc
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { DType, NdArray } from "../../../storage/array.ts";
import { arrayBytes, dtypeOf } from "../../../storage/array_type.ts";

/** Arrays by their names in the file. */
type DglTensors = Readonly<Record<string, NdArray>>;

/** A graph with one kind of nodes, and what goes along with it. */
export interface DglGraph {
  /** How many nodes there are. */
  readonly nodes: number;
  /** The node that each arc leaves. */
  readonly source: Int32Array;
  /** The node that it enters. */
  readonly destination: Int32Array;
  /** `ndata`: a row a node. */
  readonly ndata: DglTensors;
  /** `edata`: a row an arc. */
  readonly edata: DglTensors;
  /** The second thing that `load_graphs` gives: arrays of the graph as a whole. */
  readonly labels: DglTensors;
}

/** What parts of the file begin with. */
const MAGIC = {
  file: 0xdd2e4ff046b4a13fn,
  relation: 0xdd2e60f0f6b4a127n,
  array: 0xdd5e40f096b4a13fn,
  heterograph: 0xdd589fbe35224abfn,
  metagraph: 0xdd3c5ffe20046abfn,
  csr: 0xdd6cd31205dff127n,
  coo: 0xdd61ffd305dff127n,
};
/** The version of the file's format, and graphs with kinds of nodes and edges. */
const [VERSION, HETEROGRAPH] = [2n, 2n];
/** Where what is behind the head begins. */
const HEAD = 4096;
/** Saved as pairs of ends, and kept in any way. The high half says that these are new codes. */
const [SAVED, ALLOWED] = [0x1_0000_0001n, 0x1_0000_0007n];
/** Arrays lie in memory that the processor reads. */
const CPU = 1;
/** Kinds of numbers: whole ones, whole ones without a sign, others. */
const KINDS = { int: 0, uint: 1, float: 2 };

/** The bytes of a file with one graph. */
export function dglBytes(graph: DglGraph): Uint8Array {
  const labels = new Bytes();
  labels.tensors(graph.labels);
  const out = new Bytes();
  out.integers(MAGIC.file, VERSION, HETEROGRAPH, 1n);
  out.zeros(HEAD - out.length);
  const start = BigInt(HEAD + 8 + labels.length);
  out.integers(start);
  out.append(labels);
  out.graph(graph);
  // Where each graph begins, in a list with its length, and that list's own length.
  out.integers(16n, 1n, start, 16n);
  return out.joined();
}

/** Bytes that grow. */
class Bytes {
  length = 0;
  readonly #parts: Uint8Array[] = [];

  joined(): Uint8Array {
    return Buffer.concat(this.#parts, this.length);
  }

  append(other: Bytes): void {
    for (const part of other.#parts) this.#add(part);
  }

  zeros(count: number): void {
    this.#add(new Uint8Array(count));
  }

  integers(...values: readonly (bigint | number)[]): void {
    const signed = values.map((value) => BigInt.asIntN(64, BigInt(value)));
    this.#add(arrayBytes(BigInt64Array.from(signed)));
  }

  text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.integers(bytes.length);
    this.#add(bytes);
  }

  array({ data, shape }: NdArray): void {
    const { kind, bits } = typeOf(dtypeOf(data)!);
    this.integers(MAGIC.array, 0n);
    this.#add(arrayBytes(Int32Array.of(CPU, 0, shape.length)));
    this.#add(Uint8Array.of(kind, bits, 1, 0));
    this.integers(...shape, data.byteLength);
    // A copy: what is written may share its memory with other samples.
    this.#add(arrayBytes(data.slice()));
  }

  tensors(tensors: DglTensors): void {
    const named = Object.entries(tensors);
    this.integers(named.length);
    for (const [name, array] of named) {
      this.text(name);
      this.array(array);
    }
  }

  graph({ nodes, source, destination, ndata, edata }: DglGraph): void {
    this.integers(MAGIC.heterograph);
    this.#metagraph();
    // One kind of edges.
    this.integers(1n, MAGIC.relation, SAVED, ALLOWED);
    this.#metagraph();
    this.integers(MAGIC.coo, nodes, nodes);
    for (const ends of [source, destination]) this.#integerArray(Array.from(ends));
    this.#integerArray([]);
    // Neither the one nor the other end is in order.
    this.zeros(2);
    this.integers(1n, nodes);
    for (const tensors of [ndata, edata]) {
      this.integers(1n);
      this.tensors(tensors);
    }
    for (const name of ["_N", "_E"]) {
      this.integers(1n);
      this.text(name);
    }
  }

  /** One kind of nodes, and one of edges between them. */
  #metagraph(): void {
    this.integers(MAGIC.metagraph, MAGIC.csr, 1n, 1n);
    this.#integerArray([0, 1]);
    this.#integerArray([0]);
    this.#integerArray([0]);
    this.zeros(1);
  }

  #integerArray(values: readonly number[]): void {
    this.array({ data: BigInt64Array.from(values, BigInt), shape: [values.length] });
  }

  #add(part: Uint8Array): void {
    this.#parts.push(part);
    this.length += part.length;
  }
}

function typeOf(dtype: DType): { kind: number; bits: number } {
  const [, name, bits] = /^(u?int|float)(\d+)$/.exec(dtype)!;
  return { kind: KINDS[name as keyof typeof KINDS], bits: Number(bits) };
}
