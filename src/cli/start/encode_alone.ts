/** The command `encode` alone: loading all others takes longer than a small folder. @module */
import type { AddCommands } from "./command_line.ts";
import { addEncodeCommand } from "../encode_command.ts";

/** Adds it. */
export const addCommands: AddCommands = addEncodeCommand;
