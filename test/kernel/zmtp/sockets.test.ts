import { afterEach, describe, expect, test } from "vitest";
import { Dealer } from "../../../kernel/zmtp/dealer.ts";
import { greeting } from "../../../kernel/zmtp/greeting.ts";
import { Publisher } from "../../../kernel/zmtp/publisher.ts";
import { Replier } from "../../../kernel/zmtp/replier.ts";
import { Router } from "../../../kernel/zmtp/router.ts";
import { Subscriber } from "../../../kernel/zmtp/subscriber.ts";
import { text } from "./fake_connection.ts";

const open: { close(): unknown }[] = [];
const ending = new AbortController();
afterEach(async () => {
  for (const socket of open.splice(0).reverse()) await socket.close();
});
function keep<T extends { close(): unknown }>(socket: T): T {
  open.push(socket);
  return socket;
}
const here = { hostname: "127.0.0.1", port: 0 };
const at = (port: number) => ({ ...here, port, signal: ending.signal });
const words = (parts: Uint8Array[]) => parts.map((part) => new TextDecoder().decode(part));

/** Collects messages and waits for a number of them. */
function collector() {
  const messages: string[][] = [];
  let wake = () => {};
  return {
    messages,
    take: (parts: Uint8Array[]) => {
      messages.push(words(parts));
      wake();
    },
    async until(count: number) {
      while (messages.length < count) await new Promise<void>((done) => wake = done);
    },
  };
}

describe("sockets", () => {
  test("a router answers the dealer that has asked", async () => {
    const router: Router = keep(
      new Router(here, ([name, ...rest]) => router.send([name, ...rest])),
    );
    const [one, two] = [collector(), collector()];
    const first = keep(await Dealer.connect(at(router.port)));
    const second = keep(await Dealer.connect(at(router.port)));
    first.receiveAll(one.take);
    second.receiveAll(two.take);
    first.send([text("to one")]);
    second.send([text("to two"), text("x".repeat(100_000))]);
    await Promise.all([one.until(1), two.until(1)]);
    expect(one.messages).toEqual([["to one"]]);
    expect(two.messages).toEqual([["to two", "x".repeat(100_000)]]);
  });

  test("a publisher sends in order, whatever the sizes", async () => {
    const ready = Promise.withResolvers<string>();
    const publisher = keep(
      new Publisher(here, (prefix, send) => {
        send([text("welcome")]);
        ready.resolve(new TextDecoder().decode(prefix));
      }),
    );
    const subscriber = keep(await Subscriber.connect(at(publisher.port)));
    const heard = collector();
    subscriber.receiveAll(heard.take);
    expect(await ready.promise).toBe("");
    const sent = Array.from({ length: 200 }, (_, i) => `${i}:${"y".repeat(i * 500)}`);
    for (const one of sent) publisher.send([text(one)]);
    await heard.until(201);
    expect(heard.messages.flat()).toEqual(["welcome", ...sent]);
  });

  test("a replier says again what it hears, its envelope included", async () => {
    const replier = keep(new Replier(here));
    const client = keep(await Dealer.connect(at(replier.port)));
    const heard = collector();
    client.receiveAll(heard.take);
    client.send([text(""), text("ping")]);
    await heard.until(1);
    expect(heard.messages).toEqual([["", "ping"]]);
  });

  test("a connection that does not greet is ended, and others go on", async () => {
    const refused: string[] = [];
    const onRefused = (error: Error) => refused.push(error.message);
    const rest = new Uint8Array(200);
    // A busy machine takes longer to greet than this one waits: who greets goes to the other.
    const hasty = keep(new Router({ ...here, handshakeTimeout: 20, onRefused }, () => {}));
    for (let again = 0; again < 2; again++) {
      const silent = await Deno.connect({ hostname: "127.0.0.1", port: hasty.port });
      await silent.write(greeting().subarray(0, 10));
      while (await silent.read(rest) !== null);
      silent.close();
    }
    const router: Router = keep(
      new Router({ ...here, onRefused }, (parts) => router.send(parts)),
    );
    const rude = await Deno.connect({ hostname: "127.0.0.1", port: router.port });
    await rude.write(text("x".repeat(500)));
    while (await rude.read(rest).catch(() => null) !== null);
    rude.close();
    await expect.poll(() => refused.join()).toMatch(/signature/);
    const client = keep(await Dealer.connect(at(router.port)));
    const heard = collector();
    client.receiveAll(heard.take);
    client.send([text("still here")]);
    await heard.until(1);
    expect(heard.messages).toEqual([["still here"]]);
  });

  test("dialling ends when it is told to", async () => {
    const free = keep(new Replier(here));
    const port = free.port;
    await open.pop()!.close();
    const stop = new AbortController();
    const dialling = Dealer.connect({ ...here, port, signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(dialling).rejects.toThrow("enough");
  });
});
