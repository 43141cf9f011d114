/**
 * The formats that can be read without registering them. Imported for that effect by whatever asks
 * for a format.
 *
 * @module
 */
import { brepReader } from "./brep/brep_reader.ts";
import { addReader } from "./format_registry.ts";
import { igesReader } from "./iges/iges_reader.ts";
import { stepReader } from "./step/step_reader.ts";

for (const reader of [stepReader, igesReader, brepReader]) addReader(reader);
