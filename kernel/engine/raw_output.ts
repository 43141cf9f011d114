/** What `deno jupyter` says about itself, which no cell has written. */
const NOISE = [/^.*"deno jupyter" is unstable.*\n/m, /^CDP response has null result[^\n]*\n/gm];
const NOISE_BEGINS = ["CDP response has null result", "Warning", "\u001b["];

/**
 * Shows what is written to a pipe of the engine's process past its console: what V8 says when
 * memory is out, say. Deno's own noise is left out.
 */
export async function showRawOutput(
  pipe: ReadableStream<Uint8Array>,
  show: (text: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  const tell = (text: string) => {
    const shown = NOISE.reduce((left, noise) => left.replace(noise, ""), text);
    if (shown !== "") show(shown);
  };
  try {
    for await (const chunk of pipe) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const lineStart = text.lastIndexOf("\n") + 1;
      // A line that may be noise is held back until it is whole.
      const held = NOISE_BEGINS.some((begin) => text.slice(lineStart).startsWith(begin));
      rest = held ? text.slice(lineStart) : "";
      tell(held ? text.slice(0, lineStart) : text);
    }
  } catch {
    // The process has ended.
  }
  tell(rest);
}
