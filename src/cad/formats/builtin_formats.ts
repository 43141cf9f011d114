/**
 * The formats that can be read without registering them. Imported for that effect by whatever asks
 * for a format.
 *
 * @module
 */
import { addReader } from "./format_registry.ts";
import { stepReader } from "./step/step_reader.ts";

addReader(stepReader);
