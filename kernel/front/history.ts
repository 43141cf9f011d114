import type { Json } from "../messages/message.ts";

type Entry = [session: number, line: number, code: string];

/** What was run in this kernel's life, for `history_request`. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, code: string): void {
    this.#entries.push([0, line, code]);
  }

  /** The content of a `history_reply`. */
  answer(request: Json): Json {
    const found = this.#find(request);
    const history = request.output === true
      ? found.map(([session, line, code]) => [session, line, [code, null]])
      : found;
    return { status: "ok", history };
  }

  #find({ hist_access_type: access, n, start, stop, pattern, unique }: Json): Entry[] {
    const most = typeof n === "number" && n >= 0 ? n : Infinity;
    if (access === "range") {
      const from = typeof start === "number" ? start : 0;
      const to = typeof stop === "number" ? stop : Infinity;
      return this.#entries.filter(([, line]) => line >= from && line < to);
    }
    if (access !== "search") return lastOf(this.#entries, most);
    const wanted = globPattern(String(pattern ?? "*"));
    let found = this.#entries.filter(([, , code]) => wanted.test(code));
    if (unique === true) {
      found = found.filter((entry, i) => found.findLastIndex((one) => one[2] === entry[2]) === i);
    }
    return lastOf(found, most);
  }
}

function lastOf<T>(list: readonly T[], count: number): T[] {
  return list.slice(Math.max(0, list.length - count));
}

/** A pattern in which `*` is any text and `?` any character. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
}
