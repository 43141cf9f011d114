/** Reads the one graph of a file of DGL: where its parts lie is found by their lengths. */
import { readFileSync } from "node:fs";

interface ReadArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

const TYPES = {
  "0 32": ["int32", Int32Array],
  "0 64": ["int64", BigInt64Array],
  "2 32": ["float32", Float32Array],
} as const;

/** What `dgl.load_graphs` gives of a file: ends of arcs, data of nodes and arcs, and the labels. */
export function readDgl(path: string) {
  const bytes = new Uint8Array(readFileSync(path)), view = new DataView(bytes.buffer);
  let at = 4096;
  const integer = () => Number(view.getBigInt64((at += 8) - 8, true));
  const text = () => {
    const length = integer();
    return new TextDecoder().decode(bytes.subarray(at, at += length));
  };
  const array = (): ReadArray => {
    const dimensions = view.getInt32(at + 24, true);
    const [dtype, type] = TYPES[`${bytes[at + 28]} ${bytes[at + 29]}` as keyof typeof TYPES];
    at += 32;
    const shape = Array.from({ length: dimensions }, integer), size = integer();
    const own = new type(bytes.slice(at, at += size).buffer);
    return { shape, dtype, values: Array.from(own as Int32Array, Number) };
  };
  const tensors = () =>
    Object.fromEntries(
      Array.from({ length: integer() }, () => [text(), array()]),
    );
  const metagraph = () => {
    at += 32;
    for (let i = 0; i < 3; i++) array();
    at += 1;
  };
  at += 8;
  const labels = tensors();
  at += 8;
  metagraph();
  at += 32;
  metagraph();
  at += 8;
  const nodes = integer();
  at += 8;
  const [source, destination] = [array(), array(), array()].map(({ values }) => values);
  at += 2 + 16 + 8;
  const ndata = tensors();
  at += 8;
  return { nodes, source, destination, ndata, edata: tensors(), labels };
}
