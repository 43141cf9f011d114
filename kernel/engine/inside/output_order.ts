/** A place in the order of output, for what is not made yet. */
interface Place {
  ready: boolean;
  send(): void;
}

/** Keeps output in the order in which cells ask for it, where some of it takes time to be made. */
export class OutputOrder {
  #places: Place[] = [];

  /** Sends now, or behind what is still being made. */
  send(send: () => void): void {
    if (this.#places.length === 0) send();
    else this.#places.push({ ready: true, send });
  }

  /** Holds a place: what is sent from now on comes behind what the result is called with. */
  hold(): (send: () => void) => void {
    const place: Place = { ready: false, send: () => {} };
    this.#places.push(place);
    return (send) => {
      place.send = send;
      place.ready = true;
      while (this.#places[0]?.ready) this.#places.shift()!.send();
    };
  }

  /** Waits no longer for what is not made yet: its cell was stopped. */
  release(): void {
    const ready = this.#places.filter((place) => place.ready);
    this.#places = [];
    for (const place of ready) place.send();
  }
}
