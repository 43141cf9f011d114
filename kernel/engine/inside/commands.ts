/** What the front tells the engine beside cells, one line of JSON each, on standard input. */
interface Commands {
  /** Interrupts a cell; with -1, whatever waits between cells. */
  interrupt(cell: number): void;
  /** Shows that the engine does not compute. */
  ping(id: number): void;
  /** Takes what came over a comm. */
  comm(message: unknown, id: number): void;
}

type Line = { interrupt: number } | { ping: number } | { comm: unknown; id: number };

/** Reads commands until standard input ends: then the front has gone, and so must we. */
export async function readCommands(commands: Commands): Promise<void> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(64 * 1024);
  let rest = "";
  while (true) {
    const count = await Deno.stdin.read(chunk);
    if (count === null) Deno.exit(0);
    const lines = (rest + decoder.decode(chunk.subarray(0, count), { stream: true })).split("\n");
    rest = lines.pop()!;
    for (const line of lines) take(JSON.parse(line), commands);
  }
}

function take(line: Line, commands: Commands): void {
  try {
    if ("interrupt" in line) commands.interrupt(line.interrupt);
    else if ("ping" in line) commands.ping(line.ping);
    else commands.comm(line.comm, line.id);
  } catch (error) {
    reportError(error); // of a listener in a cell
  }
}
