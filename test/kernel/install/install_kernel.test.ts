import { afterEach, beforeEach, expect, test } from "vitest";
import { installKernel } from "../../../kernel/install/install_kernel.ts";
import { kernelsIn } from "../../../kernel/install/list_kernels.ts";
import { pinDeno } from "../../../kernel/install/pin_deno.ts";
import { uninstallKernel } from "../../../kernel/install/uninstall_kernel.ts";

let prefix: string;
beforeEach(async () => {
  prefix = await Deno.makeTempDir();
});
afterEach(() => Deno.remove(prefix, { recursive: true }));

test("a kernel is installed, listed and taken away", async () => {
  const options = { prefix, name: "Mine", displayName: "My kernel", program: "/opt/deno" };
  const { folder, spec } = await installKernel(options);
  expect(folder).toBe(`${prefix}/share/jupyter/kernels/mine`);
  expect(JSON.parse(await Deno.readTextFile(`${folder}/kernel.json`))).toEqual(spec);
  expect(spec).toMatchObject({ display_name: "My kernel", interrupt_mode: "message" });
  expect(spec.argv[0]).toBe("/opt/deno");
  expect(spec.argv.slice(-2)).toEqual(["--conn", "{connection_file}"]);
  expect(kernelsIn([`${prefix}/share/jupyter`])).toMatchObject([{
    name: "mine",
    displayName: "My kernel",
    program: "/opt/deno",
    main: expect.stringMatching(/kernel\/main\.ts$/),
  }]);
  await installKernel({ ...options, displayName: "Again" });
  expect((await uninstallKernel({ name: "mine", prefix })).map(({ displayName }) => displayName))
    .toEqual(["Again"]);
  expect(kernelsIn([`${prefix}/share/jupyter`])).toEqual([]);
});

test("kernels of others are left alone", async () => {
  const folder = `${prefix}/share/jupyter/kernels/python3`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/kernel.json`, `{ "argv": ["python"] }`);
  await expect(uninstallKernel({ name: "python3", prefix })).rejects.toThrow(
    /'python3': no such kernel of Trunnion was found\. Installed: none/,
  );
  expect(kernelsIn([`${prefix}/share/jupyter`])).toEqual([]);
});

test("what cannot be installed is told", async () => {
  await expect(installKernel({ prefix, name: "a b" })).rejects.toThrow(/found 'a b'/);
  await Deno.writeTextFile(`${prefix}/file`, "");
  await expect(installKernel({ prefix: `${prefix}/file`, program: "/opt/deno" })).rejects.toThrow(
    /with --prefix/,
  );
});

test("a Deno in a cache is copied, one elsewhere is not", async () => {
  expect(await pinDeno("/usr/bin/deno", "2.9.6", prefix)).toBe("/usr/bin/deno");
  await Deno.mkdir(`${prefix}/_npx/1`, { recursive: true });
  const passing = `${prefix}/_npx/1/deno`;
  await Deno.writeTextFile(passing, "#!/bin/sh\n", { mode: 0o755 });
  const copy = await pinDeno(passing, "2.9.6", `${prefix}/kept`);
  expect(copy).toBe(`${prefix}/kept/deno-2.9.6/deno`);
  expect((await Deno.stat(copy)).mode! & 0o111).not.toBe(0);
});
