/** Reads pickles of numbers, texts, lists, dictionaries and NumPy's arrays. */

/** An array as it is read. */
interface ReadArray {
  dtype: string;
  shape: number[];
  values: number[];
}

const MARK = Symbol("mark");

/** Runs the program that a pickle is. */
export function unpickled(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: unknown[] = [];
  let at = 0;
  const length = () => view.getInt32((at += 4) - 4, true);
  const take = (count: number) => bytes.subarray(at, at += count);
  const line = () => {
    const end = bytes.indexOf(10, at), text = new TextDecoder().decode(bytes.subarray(at, end));
    at = end + 1;
    return text;
  };
  const toMark = () => {
    const from = stack.lastIndexOf(MARK);
    return stack.splice(from).slice(1);
  };
  for (;;) {
    const code = String.fromCharCode(bytes[at++]);
    if (code === ".") return stack.pop();
    else if (code === "\x80") at++;
    else if (code === "(") stack.push(MARK);
    else if (code === "]") stack.push([]);
    else if (code === "}") stack.push(new Map());
    else if (code === "J") stack.push(length());
    else if (code === "K") stack.push(bytes[at++]);
    else if (code === "G") stack.push(view.getFloat64((at += 8) - 8));
    else if (code === "N") stack.push(null);
    else if (code === "\x88" || code === "\x89") stack.push(code === "\x88");
    else if (code === "X") stack.push(new TextDecoder().decode(take(length())));
    else if (code === "B") stack.push(take(length()));
    else if (code === "C") stack.push(take(bytes[at++]));
    else if (code === "c") stack.push(`${line()}.${line()}`);
    else if (code === "\x85") stack.push([stack.pop()]);
    else if (code === "\x87") stack.push(stack.splice(-3));
    else if (code === "t") stack.push(toMark());
    else if (code === "R") stack.splice(-2, 2, called(stack.at(-2), stack.at(-1) as unknown[]));
    else if (code === "b") build(stack.splice(-1)[0] as unknown[], stack.at(-1) as ReadArray);
    else if (code === "a") (stack.at(-2) as unknown[]).push(stack.pop());
    else if (code === "e") {
      const items = toMark();
      (stack.at(-1) as unknown[]).push(...items);
    } else if (code === "u") {
      const items = toMark(), map = stack.at(-1) as Map<unknown, unknown>;
      for (let i = 0; i < items.length; i += 2) map.set(items[i], items[i + 1]);
    } else throw new Error(`no such code: ${JSON.stringify(code)} at ${at - 1}`);
  }
}

function called(name: unknown, args: unknown[]): ReadArray {
  if (name === "numpy.dtype") return { dtype: args[0] as string, shape: [], values: [] };
  if (name === "numpy.core.multiarray._reconstruct") return { dtype: "", shape: [], values: [] };
  throw new Error(`no such function: ${name}`);
}

/** A type is told its order of bytes; an array its version, shape, type, order and bytes. */
function build(state: unknown[], target: ReadArray): void {
  if (state[0] === 3) {
    target.dtype = `${state[1]}${target.dtype}`;
    return;
  }
  const [, shape, { dtype }, , data] = state as [number, number[], ReadArray, boolean, Uint8Array];
  const { buffer } = Uint8Array.from(data);
  const types = {
    f4: Float32Array,
    f8: Float64Array,
    i4: Int32Array,
    i8: BigInt64Array,
    u1: Uint8Array,
  };
  const type = types[dtype.slice(1) as keyof typeof types];
  Object.assign(target, { dtype, shape, values: Array.from(new type(buffer), Number) });
}
