/**
 * Shortest paths in the graph of faces.
 *
 * @module
 */

/**
 * Paths from face to face over shared edges, by breadth-first search from one face at a time. Where
 * several are shortest, faces of lower index come first, and of several edges between two
 * faces the one of the lowest index is taken.
 */
export class FaceHops {
  /** The number of faces. */
  readonly faces: number;
  // Neighbours of each face, ascending, and the edge to each.
  readonly #starts: Int32Array;
  readonly #neighbours: Int32Array;
  readonly #edges: Int32Array;
  // Of the search that was last made.
  #from = -1;
  readonly #distance: Int32Array;
  readonly #before: Int32Array;
  readonly #by: Int32Array;
  readonly #queue: Int32Array;
  #reached = 0;

  /**
   * The graph of a body.
   *
   * @param faces the number of faces
   * @param source the first face of each edge
   * @param destination the second
   */
  constructor(faces: number, source: Int32Array, destination: Int32Array) {
    this.faces = faces;
    const starts = new Int32Array(faces + 1);
    for (let e = 0; e < source.length; e++) {
      if (source[e] === destination[e]) continue;
      starts[source[e] + 1]++;
      starts[destination[e] + 1]++;
    }
    for (let f = 0; f < faces; f++) starts[f + 1] += starts[f];
    const fill = starts.slice(), neighbours = new Int32Array(starts[faces]);
    const edges = new Int32Array(starts[faces]);
    for (let e = 0; e < source.length; e++) {
      const a = source[e], b = destination[e];
      if (a === b) continue;
      neighbours[fill[a]] = b;
      edges[fill[a]++] = e;
      neighbours[fill[b]] = a;
      edges[fill[b]++] = e;
    }
    this.#starts = starts;
    this.#neighbours = neighbours;
    this.#edges = edges;
    for (let f = 0; f < faces; f++) this.#sort(starts[f], starts[f + 1]);
    this.#distance = new Int32Array(faces).fill(-1);
    this.#before = new Int32Array(faces);
    this.#by = new Int32Array(faces);
    this.#queue = new Int32Array(faces);
  }

  /** The number of edges on the shortest path, 0 from a face to itself, -1 where there is none. */
  between(from: number, to: number): number {
    this.#search(from);
    return this.#distance[to];
  }

  /**
   * Writes the edges of the shortest path, in order: `most` numbers from `at` on. What is longer is
   * cut off, what is shorter is filled with -1.
   */
  path(from: number, to: number, most: number, out: Int32Array, at = 0): void {
    this.#search(from);
    out.fill(-1, at, at + most);
    for (let face = to, left = this.#distance[to]; left > 0; left--, face = this.#before[face]) {
      if (left <= most) out[at + left - 1] = this.#by[face];
    }
  }

  /** How many faces are at most so many edges away, the face itself included. */
  within(from: number, hops: number): number {
    this.#search(from);
    let count = 0;
    while (count < this.#reached && this.#distance[this.#queue[count]] <= hops) count++;
    return count;
  }

  #search(from: number): void {
    if (from === this.#from) return;
    const distance = this.#distance, queue = this.#queue;
    distance.fill(-1);
    distance[from] = 0;
    queue[0] = from;
    let head = 0, tail = 1;
    while (head < tail) {
      const face = queue[head++];
      for (let i = this.#starts[face]; i < this.#starts[face + 1]; i++) {
        const next = this.#neighbours[i];
        if (distance[next] >= 0) continue;
        distance[next] = distance[face] + 1;
        this.#before[next] = face;
        this.#by[next] = this.#edges[i];
        queue[tail++] = next;
      }
    }
    this.#from = from;
    this.#reached = tail;
  }

  /** Sorts one face's neighbours; edges of the same neighbour stay in their order. */
  #sort(start: number, end: number): void {
    const order = Array.from({ length: end - start }, (_, i) => start + i)
      .sort((a, b) => this.#neighbours[a] - this.#neighbours[b] || this.#edges[a] - this.#edges[b]);
    const neighbours = Int32Array.from(order, (i) => this.#neighbours[i]);
    const edges = Int32Array.from(order, (i) => this.#edges[i]);
    this.#neighbours.set(neighbours, start);
    this.#edges.set(edges, start);
  }
}
