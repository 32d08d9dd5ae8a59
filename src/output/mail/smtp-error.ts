import { AppError } from '../../core/app-error.ts';

/** Where and how far into a conversation it failed. */
export interface SmtpFailure {
  readonly host: string;
  readonly port: number;
  /** The whole message had been handed over. */
  readonly isHandedOver: boolean;
}

/**
 * What a failed conversation with a mail server means: surely not sent, refused for good, or nobody knows. A server
 * that answers 4xx asks to come back later.
 */
export function explainSmtpError(error: unknown, { host, port, isHandedOver }: SmtpFailure): AppError {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  const server = `the mail server ${host}:${port}`;
  const options = { cause: error, details: { reason: code ?? null, responseCode: responseCode ?? null } };
  if (code === 'EAUTH') {
    return new AppError('unavailable', `${server} refused the user or the password of "mail"`, options);
  }
  const isAnswered = responseCode !== undefined && responseCode >= 400;
  if (isHandedOver && !isAnswered) {
    return new AppError(
      'unknown-outcome',
      `${server} took the mail and did not say what became of it`,
      options,
    );
  }
  const isRefused = isAnswered ? responseCode >= 500 : code === 'EENVELOPE' || code === 'EMESSAGE';
  return isRefused
    ? new AppError('rejected', `${server} refused the mail (${responseCode ?? code ?? 'no reason'})`, options)
    : new AppError(
        'unavailable',
        `${server} could not be used (${responseCode ?? code ?? 'no reason'})`,
        options,
      );
}
