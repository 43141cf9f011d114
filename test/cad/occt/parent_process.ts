/**
 * A program that starts a kernel, tells its process's number, and reads the file of its argument.
 * The tests kill it.
 */
import { KernelClient } from "../../../src/cad/occt/kernel_client.ts";

const kernel = new KernelClient();
await kernel.warmUp();
console.log(kernel.state.pid);
const [path] = Deno.args;
if (path !== undefined) await kernel.readStep(await Deno.readFile(path));
