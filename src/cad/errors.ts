/**
 * Why a CAD file cannot be opened: one class a reason, so that a table of errors can be counted
 * by class.
 *
 * @module
 */
import { TrunnionError } from "../base/errors.ts";

/** The base of all errors about a CAD file, or about the kernel that reads it. */
export class CadError extends TrunnionError {
  override name = "CadError";
}

/** There is no such file, or it may not be read. */
export class FileUnreadable extends CadError {
  override name = "FileUnreadable";
}

/** There is no such file. */
export class FileNotFound extends FileUnreadable {
  override name = "FileNotFound";
}

/** The file is of a format that Trunnion does not read. */
export class UnsupportedFormat extends CadError {
  override name = "UnsupportedFormat";
}

/** The file has no bytes. */
export class EmptyFile extends CadError {
  override name = "EmptyFile";
}

/** The file is called STEP and is something else. */
export class NotStep extends CadError {
  override name = "NotStep";
}

/** The file stops before its end. */
export class TruncatedFile extends CadError {
  override name = "TruncatedFile";
}

/** The file is STEP, and breaks its rules so that the kernel's reader refuses it. */
export class MalformedStep extends CadError {
  override name = "MalformedStep";
}

/** A number of the file is NaN, infinite, or larger than a double holds. */
export class NonFiniteCoordinates extends CadError {
  override name = "NonFiniteCoordinates";
}

/** The file's geometry contradicts itself, so that the kernel makes no sound shape of it. */
export class DamagedGeometry extends CadError {
  override name = "DamagedGeometry";
}

/** The file holds nothing that bounds a body: no solid, no shell, no face. */
export class NoBodies extends CadError {
  override name = "NoBodies";
}

/** The file holds triangles where its bodies should be. */
export class TessellatedOnly extends NoBodies {
  override name = "TessellatedOnly";
}

/** The file is an assembly whose parts are in other files. */
export class ExternalReferences extends NoBodies {
  override name = "ExternalReferences";
}

/** The file holds curves where its bodies should be. */
export class WireframeOnly extends NoBodies {
  override name = "WireframeOnly";
}

/** The file holds points where its bodies should be. */
export class PointsOnly extends NoBodies {
  override name = "PointsOnly";
}

/** A body has edges that one face alone bounds, where it must enclose something. */
export class OpenShell extends CadError {
  override name = "OpenShell";
}

/** More than two faces of a body meet in an edge, where that has no meaning. */
export class NonManifold extends CadError {
  override name = "NonManifold";
}

/** The file's text and the kernel disagree on where a body stands. */
export class PlacementConflict extends CadError {
  override name = "PlacementConflict";
}

/** The file's own unit is asked for, and its parts are in different ones. */
export class MixedUnits extends CadError {
  override name = "MixedUnits";
}

/** Labels do not fit the faces that they are for. */
export class LabelMismatch extends CadError {
  override name = "LabelMismatch";
}

/** A file of labels is not one, or is of a kind that is not read. */
export class LabelFileError extends CadError {
  override name = "LabelFileError";
}

/** The kernel's process cannot be started. */
export class KernelUnavailable extends CadError {
  override name = "KernelUnavailable";
}

/** The kernel did not answer within the deadline, and was killed. */
export class KernelTimeout extends CadError {
  override name = "KernelTimeout";
}

/** The kernel needed more memory for a request than it may have. */
export class KernelMemory extends CadError {
  override name = "KernelMemory";
}

/** The kernel's process ended, or its WebAssembly stopped, in the middle of a request. */
export class KernelCrash extends CadError {
  override name = "KernelCrash";
}

/** The kernel gave up on a request with an exception. */
export class KernelException extends CadError {
  override name = "KernelException";
}
