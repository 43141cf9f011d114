/** How a script has itself killed at a chosen moment. No imports: many processes load it. */

/** When a process is killed: when so many items of a stage are done, and milliseconds later. */
export interface Kill {
  readonly stage: string;
  readonly step: number;
  readonly delayMs: number;
}

/** In the script: kills its own process when the environment's moment has come. */
export function killProgress({ label }: { label: string }) {
  const kill: Kill | null = JSON.parse(Deno.env.get("KILL") ?? "null");
  let armed = kill !== null;
  const now = () => Deno.kill(Deno.pid, "SIGKILL");
  return {
    update(done: number) {
      if (!armed || kill === null || kill.stage !== label || done < kill.step) return;
      armed = false;
      if (kill.delayMs === 0) now();
      else setTimeout(now, kill.delayMs);
    },
    finish() {},
  };
}
