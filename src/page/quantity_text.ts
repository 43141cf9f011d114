/**
 * Quantities as people read them.
 *
 * @module
 */

/** Writes milliseconds: `0.4 ms`, `340 ms`, `1.25 s`, `2 min 05 s`, `1 h 07 min`. */
export function durationText(ms: number): string {
  if (!Number.isFinite(ms)) return "?";
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${countText(Math.floor(minutes / 60))} h ${two(minutes % 60)} min`;
}

/** Writes a whole number, from 10,000 on with commas. */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : count.toLocaleString("en-US");
}

/** Writes a number of things: `1 error`, `3 errors`. */
export function countedText(count: number, thing: string): string {
  return `${countText(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** Writes bytes in powers of 1024: `312 MB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes < 1000 ? `${mebibytes.toFixed(0)} MB` : `${(mebibytes / 1024).toFixed(1)} GB`;
}

/** Writes bytes that may be few: `312 B`, `4.2 kB`, `1.3 MB`; powers of 1024. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1000 * 1024 ? [bytes / 1024, "kB"] : [bytes / 2 ** 20, "MB"];
  return size >= 1000 ? bytesText(bytes) : `${size.toFixed(size < 9.95 ? 1 : 0)} ${unit}`;
}

/** Writes a share in per cent: what is not all never reads 100 %, what is some never 0 %. */
export function shareText(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return "<1 %";
  return `${percent === 100 && share < 1 ? 99 : percent} %`;
}
