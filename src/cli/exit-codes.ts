import type { ErrorCode } from '../core/app-error.ts';

/** Exit codes of every command; documented in the README. */
export const exitCodes = {
  done: 0,
  bug: 1,
  changes: 2,
  input: 3,
  outside: 4,
  refused: 5,
  partial: 6,
} as const;

const byError: Readonly<Record<ErrorCode, number>> = {
  input: exitCodes.input,
  unavailable: exitCodes.outside,
  outside: exitCodes.outside,
  unauthorized: exitCodes.outside,
  forbidden: exitCodes.outside,
  'not-found': exitCodes.outside,
  rejected: exitCodes.outside,
  'unknown-outcome': exitCodes.outside,
  refused: exitCodes.refused,
  partial: exitCodes.partial,
  bug: exitCodes.bug,
};

/** The exit code that an error of that kind ends a command with. */
export function exitCodeOf(code: ErrorCode): number {
  return byError[code];
}
