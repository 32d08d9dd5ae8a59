import { AppError } from '../../core/app-error.ts';

/** SQLSTATE classes of a lost connection, a server going down, and exhausted disk, memory or connections. */
const unavailableStates = /^(?:08|57P|53)/;
const loginStates = /^(?:28|3D000)/;

/**
 * What a failed statement means. `code` is its SQLSTATE, null when the database did not answer at all; `where` names
 * the database without credentials.
 */
export function sqlError(cause: unknown, code: string | null, where: string): AppError {
  const details = { where, code };
  if (code === null || unavailableStates.test(code)) {
    const message = `The database ${where} does not answer: start it, check its URL and its disk`;
    return new AppError('unavailable', message, { cause, details });
  }
  if (loginStates.test(code)) {
    const message = `The database ${where} refuses the login: check user, password and name`;
    return new AppError('input', message, { cause, details });
  }
  return new AppError('bug', `The database ${where} refused a statement (${code})`, { cause, details });
}
