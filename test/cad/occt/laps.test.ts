import { expect, test, vi } from "vitest";
import { Laps } from "../../../src/cad/occt/laps.ts";

test("each stage has the time since the one before it", () => {
  const clock = vi.spyOn(performance, "now");
  try {
    clock.mockReturnValueOnce(100).mockReturnValueOnce(130).mockReturnValueOnce(135);
    const laps = new Laps();
    laps.end("read");
    laps.end("dump");
    expect(laps.timings).toEqual({ read: 30, dump: 5 });
  } finally {
    clock.mockRestore();
  }
});
