/** The kinds of failure a person or a machine is told about; the exit code of a command follows from it. */
export type ErrorCode =
  | 'input' // the user's config, pack, flag or file
  | 'unavailable' // an outside system did not answer or asked to come back later; a retry may help
  | 'outside' // an outside system answered, and not as needed
  | 'unauthorized' // a credential was refused
  | 'forbidden' // a credential lacks a permission or group
  | 'not-found' // the object is gone
  | 'rejected' // an outside system refused the content of a request
  | 'unknown-outcome' // a write was sent and no answer came
  | 'refused' // a safety limit of ours said no
  | 'partial' // some items were done, others not
  | 'bug';

/**
 * The only error class that leaves a module. Branch on `code`, never on the message.
 * `details` holds ids, names and figures; never tokens, bodies or personal data.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
