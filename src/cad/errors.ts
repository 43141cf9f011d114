/**
 * Why a CAD file cannot be opened: one class a reason, so that a table of errors can be counted
 * by class.
 *
 * @module
 */
import { TrunnionError } from "../base/errors.ts";

/** The base of all errors about a CAD file, or about the kernel that reads it. */
export class CadError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "CadError";
}

/** There is no such file, or it may not be read. */
export class FileUnreadable extends CadError {
  /** The class, as tables of errors name it. */
  override name = "FileUnreadable";
}

/** There is no such file. */
export class FileNotFound extends FileUnreadable {
  /** The class, as tables of errors name it. */
  override name = "FileNotFound";
}

/** The file is of a format that Trunnion does not read. */
export class UnsupportedFormat extends CadError {
  /** The class, as tables of errors name it. */
  override name = "UnsupportedFormat";
}

/** The file has no bytes. */
export class EmptyFile extends CadError {
  /** The class, as tables of errors name it. */
  override name = "EmptyFile";
}

/** The file is called STEP and is something else. */
export class NotStep extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NotStep";
}

/** The file is called IGES and is something else. */
export class NotIges extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NotIges";
}

/** The file is called BREP and is something else. */
export class NotBrep extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NotBrep";
}

/** The file stops before its end. */
export class TruncatedFile extends CadError {
  /** The class, as tables of errors name it. */
  override name = "TruncatedFile";
}

/** The file is STEP, and breaks its rules so that the kernel's reader refuses it. */
export class MalformedStep extends CadError {
  /** The class, as tables of errors name it. */
  override name = "MalformedStep";
}

/** The file is IGES, and breaks its rules so that it cannot be read as it was meant. */
export class MalformedIges extends CadError {
  /** The class, as tables of errors name it. */
  override name = "MalformedIges";
}

/** The file is a B-Rep text, and breaks its rules. */
export class MalformedBrep extends CadError {
  /** The class, as tables of errors name it. */
  override name = "MalformedBrep";
}

/** A number of the file is NaN, infinite, or larger than a double holds. */
export class NonFiniteCoordinates extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NonFiniteCoordinates";
}

/** The file's geometry contradicts itself, so that the kernel makes no sound shape of it. */
export class DamagedGeometry extends CadError {
  /** The class, as tables of errors name it. */
  override name = "DamagedGeometry";
}

/** The file holds nothing that bounds a body: no solid, no shell, no face. */
export class NoBodies extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NoBodies";
}

/** The file holds triangles where its bodies should be. */
export class TessellatedOnly extends NoBodies {
  /** The class, as tables of errors name it. */
  override name = "TessellatedOnly";
}

/** The file is an assembly whose parts are in other files. */
export class ExternalReferences extends NoBodies {
  /** The class, as tables of errors name it. */
  override name = "ExternalReferences";
}

/** The file holds curves where its bodies should be. */
export class WireframeOnly extends NoBodies {
  /** The class, as tables of errors name it. */
  override name = "WireframeOnly";
}

/** The file holds points where its bodies should be. */
export class PointsOnly extends NoBodies {
  /** The class, as tables of errors name it. */
  override name = "PointsOnly";
}

/** A body has edges that one face alone bounds, where it must enclose something. */
export class OpenShell extends CadError {
  /** The class, as tables of errors name it. */
  override name = "OpenShell";
}

/** More than two faces of a body meet in an edge, where that has no meaning. */
export class NonManifold extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NonManifold";
}

/** The file's text and the kernel disagree on where a body stands. */
export class PlacementConflict extends CadError {
  /** The class, as tables of errors name it. */
  override name = "PlacementConflict";
}

/** The file is to be read without a kernel, and cannot be proven to be read right. */
export class NotProven extends CadError {
  /** The class, as tables of errors name it. */
  override name = "NotProven";
}

/** The file's own unit is asked for, and its parts are in different ones. */
export class MixedUnits extends CadError {
  /** The class, as tables of errors name it. */
  override name = "MixedUnits";
}

/** Labels do not fit the faces that they are for. */
export class LabelMismatch extends CadError {
  /** The class, as tables of errors name it. */
  override name = "LabelMismatch";
}

/** A file of labels is not one, or is of a kind that is not read. */
export class LabelFileError extends CadError {
  /** The class, as tables of errors name it. */
  override name = "LabelFileError";
}

/** The kernel's process cannot be started. */
export class KernelUnavailable extends CadError {
  /** The class, as tables of errors name it. */
  override name = "KernelUnavailable";
}

/** The kernel did not answer within the deadline, and was killed. */
export class KernelTimeout extends CadError {
  /** The class, as tables of errors name it. */
  override name = "KernelTimeout";
}

/** The kernel needed more memory for a request than it may have. */
export class KernelMemory extends CadError {
  /** The class, as tables of errors name it. */
  override name = "KernelMemory";
}

/** The kernel's process ended, or its WebAssembly stopped, in the middle of a request. */
export class KernelCrash extends CadError {
  /** The class, as tables of errors name it. */
  override name = "KernelCrash";
}

/** The kernel gave up on a request with an exception. */
export class KernelException extends CadError {
  /** The class, as tables of errors name it. */
  override name = "KernelException";
}
