import type * as Arrow from "apache-arrow";
import type { DType } from "../../storage/array.ts";

/** The type that Arrow has for numbers of a dtype. */
export function arrowNumber(arrow: typeof Arrow, dtype: DType): Arrow.Float | Arrow.Int {
  const types = {
    float32: arrow.Float32,
    float64: arrow.Float64,
    int8: arrow.Int8,
    uint8: arrow.Uint8,
    int16: arrow.Int16,
    uint16: arrow.Uint16,
    int32: arrow.Int32,
    uint32: arrow.Uint32,
    int64: arrow.Int64,
  };
  return new types[dtype]();
}
