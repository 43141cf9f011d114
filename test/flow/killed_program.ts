/** A program that is killed and started again. @module */

/**
 * Starts a program that hangs, kills it when it has told something, and runs it to its end.
 *
 * @param program The URL of its module. Its arguments are `base`, and `"hang"` at first.
 * @returns what the second one printed
 */
export async function killedWhen(program: URL, base: string, told: string): Promise<string> {
  const run = (...how: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", program.href, base, ...how],
      stdout: "piped",
    }).spawn();
  const killed = run("hang");
  const reader = killed.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes(told)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`it ended before it said '${told}': ${heard}`);
    heard += value;
  }
  killed.kill("SIGKILL");
  await Promise.all([killed.status, reader.cancel()]);
  const { code, stdout } = await run().output();
  if (code !== 0) throw new Error(`it ended with ${code}`);
  return new TextDecoder().decode(stdout);
}
