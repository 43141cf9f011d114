/** A place in a text: line and column from 1. */
export interface Place {
  line: number;
  column: number;
}

interface Edit {
  start: number;
  end: number;
  text: string;
  /** The order among edits at one place. */
  rank: number;
}

/** A text after edits, and where what stands in it came from. */
interface EditedText {
  text: string;
  /** The offset in the text before that a place in the text after came from. */
  origin(place: Place): number;
}

/** Changes to a text, applied all at once. */
export class Edits {
  readonly #edits: Edit[] = [];

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text, rank: this.#edits.length });
  }

  /** Puts `open` and `close` around a range. What is wrapped later at the same place is inside. */
  wrap(start: number, end: number, open: string, close: string): void {
    this.insert(start, open);
    this.#edits.push({ start: end, end, text: close, rank: -this.#edits.length });
  }

  /** Applies the edits; those at one place in the order in which they were made, ends first. */
  apply(before: string): EditedText {
    const edits = this.#edits.toSorted((a, b) => a.start - b.start || a.rank - b.rank);
    /** Pairs of offsets, after and before, from which both texts run on alike. */
    const anchors: [number, number][] = [[0, 0]];
    let text = "";
    let at = 0;
    for (const edit of edits) {
      if (edit.start < at) throw new RangeError(`edits overlap at ${edit.start}`);
      text += before.slice(at, edit.start);
      anchors.push([text.length, edit.start]);
      text += edit.text;
      at = edit.end;
      anchors.push([text.length, at]);
    }
    text += before.slice(at);
    const starts = lineStarts(text);
    return {
      text,
      origin({ line, column }) {
        const offset = (starts[line - 1] ?? text.length) + column - 1;
        const anchor = anchors.findLastIndex(([after]) => after <= offset);
        const [after, from] = anchors[anchor];
        const next = anchors[anchor + 1]?.[1] ?? before.length;
        return Math.min(from + offset - after, next);
      },
    };
  }
}

/** The offsets at which the lines of `text` begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The place of an offset. */
export function placeOf(text: string, offset: number): Place {
  const starts = lineStarts(text);
  const line = starts.findLastIndex((start) => start <= offset);
  return { line: line + 1, column: offset - starts[line] + 1 };
}
