/**
 * What is used of the second build of the kernel, which reads IGES.
 *
 * @module
 */

/** An object of the kernel: it lives until it is deleted. */
interface Held {
  delete(): void;
}

/** A place; what is located in a new one has not moved. */
export type IgesLocation = Held;

/** A shape. */
export interface IgesShape extends Held {
  IsNull(): boolean;
  IsPartner(other: IgesShape): boolean;
  HashCode(below: number): number;
  Located(location: IgesLocation, scaling: boolean): IgesShape;
}

/** Walks through the parts of a shape. */
interface IgesExplorer extends Held {
  More(): boolean;
  Next(): void;
  Current(): IgesShape;
}

/** Reads a file. */
export interface IgesReader extends Held {
  ReadFile(path: string): { readonly value: number };
  NbRootsForTransfer(): number;
  TransferRoots(progress: Held): number;
  /** Translates the entity of this position in the file, from 1. */
  TransferOne(position: number, progress: Held): boolean;
  NbShapes(): number;
  Shape(index: number): IgesShape;
  OneShape(): IgesShape;
  ClearShapes(): void;
}

/** Writes STEP, which is signed with the kernel's version. */
interface StepSigner extends Held {
  Transfer(shape: IgesShape, mode: unknown, compgraph: boolean, progress: Held): unknown;
  Write(path: string): unknown;
}

/** The booted kernel; its overloads have numbers. */
export interface IgesKernel {
  readonly IGESControl_Reader_1: new () => IgesReader;
  readonly STEPControl_Writer_1: new () => StepSigner;
  readonly STEPControl_StepModelType: { readonly STEPControl_AsIs: unknown };
  readonly BRepPrimAPI_MakeBox_2: new (
    dx: number,
    dy: number,
    dz: number,
  ) => Held & { Shape(): IgesShape };
  readonly Message_ProgressRange_1: new () => Held;
  readonly TopLoc_Location_1: new () => IgesLocation;
  readonly TopExp_Explorer_2: new (shape: IgesShape, find: unknown, avoid: unknown) => IgesExplorer;
  readonly TopAbs_ShapeEnum: { readonly TopAbs_FACE: unknown; readonly TopAbs_SHAPE: unknown };
  readonly IFSelect_ReturnStatus: { readonly IFSelect_RetDone: { readonly value: number } };
  readonly BRepTools: { Write_3(shape: IgesShape, path: string, progress: Held): boolean };
  readonly BitByBitDev: { GetExceptionMessage(thrown: number): string };
  readonly HEAP8: Int8Array;
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
}
