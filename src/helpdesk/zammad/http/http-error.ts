import { AppError, type ErrorCode } from '../../../core/app-error.ts';

/** What was asked. */
export interface RequestLine {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Nothing changes at the helpdesk, so it may be asked again. */
  readonly isSafe: boolean;
}

/** What failed below HTTP: no connection, a cut, a timeout. */
export interface TransportFailure {
  readonly code: string;
  readonly message: string;
  readonly isConnecting: boolean;
}

const notSentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const statusCodes: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  422: 'rejected',
  429: 'unavailable',
  503: 'unavailable',
};

/** An answer whose status says no; `said` is the helpdesk's own reason. */
export interface Refusal {
  readonly status: number;
  readonly said: string;
  /** How long it asked us to stay away. */
  readonly retryAfterMs: number | null;
}

/** The error of an answer whose status says no. */
export function errorOfStatus(request: RequestLine, refusal: Refusal): AppError {
  const { status, said, retryAfterMs } = refusal;
  const code = statusCodes[status] ?? codeOfGatewayOrServer(request, status);
  const reason = said === '' ? '' : `: ${said}`;
  return new AppError(code, `Zammad answered ${status} to ${lineOf(request)}${reason}`, {
    details: { ...detailsOf(request), status, said, ...(retryAfterMs === null ? {} : { retryAfterMs }) },
  });
}

/** A proxy that gave up says nothing about what the server behind it did with a write. */
function codeOfGatewayOrServer(request: RequestLine, status: number): ErrorCode {
  if (status !== 502 && status !== 504) return 'outside';
  return request.isSafe ? 'unavailable' : 'unknown-outcome';
}

/** The error of a request that got no answer. A refused connection was never sent; a cut write may have arrived. */
export function errorOfTransport(request: RequestLine, failure: TransportFailure): AppError {
  const isNotSent = failure.isConnecting || notSentCodes.has(failure.code);
  const code = isNotSent || request.isSafe ? 'unavailable' : 'unknown-outcome';
  const cause = new Error(failure.message);
  return new AppError(code, `Zammad did not answer ${lineOf(request)} (${failure.code})`, {
    cause,
    details: { ...detailsOf(request), transport: failure.code, isNotSent },
  });
}

/** The error of an answer that is not what this endpoint answers. */
export function errorOfShape(request: RequestLine, cause: unknown): AppError {
  return new AppError(
    'outside',
    `Zammad's answer to ${lineOf(request)} is not understood; is this address a Zammad of a known version?`,
    { cause, details: detailsOf(request) },
  );
}

/** True when the request may be sent again without harm. */
export function maySendAgain(request: RequestLine, error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  // A server that stumbled over a reading may not do so again.
  const { status } = error.details;
  if (request.isSafe && typeof status === 'number' && status >= 500) return true;
  if (error.code !== 'unavailable') return false;
  return request.isSafe || error.details['isNotSent'] === true;
}

function lineOf(request: RequestLine): string {
  return `${request.method} ${withoutQuery(request.path)}`;
}

function detailsOf(request: RequestLine): Record<string, unknown> {
  return { method: request.method, path: withoutQuery(request.path) };
}

/** Query values may name people. */
export function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '');
}
