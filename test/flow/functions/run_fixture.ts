/** Runs a module of `fixtures/` with Deno and gives the JSON that it prints. */
export async function runFixture(name: string): Promise<unknown> {
  const config = new URL("../../../deno.json", import.meta.url).pathname;
  const module = new URL(`./fixtures/${name}`, import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", config, module],
  }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(`${name} failed: ${text.decode(stderr)}`);
  return JSON.parse(text.decode(stdout));
}
