import { AppError } from '../../core/app-error.ts';

/** One clear message; a stack only for our own bugs. */
export function renderError(error: unknown): string {
  if (error instanceof AppError && error.code !== 'bug') return `error: ${error.message}`;
  if (error instanceof Error) {
    return `This is a bug in Reglament, not in your set-up. Please report it with the lines below.\n${error.stack ?? error.message}`;
  }
  return `This is a bug in Reglament: ${String(error)}`;
}

/** The same for a program. */
export function renderErrorAsJson(error: unknown): string {
  if (error instanceof AppError) {
    return JSON.stringify({ error: { code: error.code, message: error.message, details: error.details } });
  }
  return JSON.stringify({
    error: { code: 'bug', message: error instanceof Error ? error.message : String(error) },
  });
}
