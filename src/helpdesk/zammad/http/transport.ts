import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import type { Instant } from '../../../core/calendar/instant.ts';
import { errorOfStatus, errorOfTransport, type RequestLine, type TransportFailure } from './http-error.ts';

/** An answer that said yes. */
interface Answer {
  readonly status: number;
  readonly data: unknown;
  /** The `Date` header, to the second. */
  readonly serverAt: Instant | null;
}

/** Sends one request once. @throws AppError for every answer that is not 2xx and for none. */
export type Transport = (request: RequestLine, body: unknown) => Promise<Answer>;

export function createTransport(options: {
  readonly baseUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
}): Transport {
  const client = axios.create({
    baseURL: `${options.baseUrl.replace(/\/+$/, '')}/api/v1/`,
    headers: { Authorization: `Token token=${options.token}`, Accept: 'application/json' },
    // A redirect could carry the token elsewhere.
    maxRedirects: 0,
    validateStatus: () => true,
  });
  return async (request, body) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const response = await client
      .request<unknown>({ method: request.method, url: request.path, data: body, signal })
      .catch((error: unknown) => {
        throw errorOfTransport(request, transportFailureOf(error));
      });
    const { status, data } = response;
    const serverAt = dateOf(response);
    if (status >= 200 && status < 300) return { status, data, serverAt };
    throw errorOfStatus(request, { status, said: reasonOf(data), retryAfterMs: retryAfterOf(response) });
  };
}

/** Only what is known to be harmless leaves the HTTP client's error: its config holds the token. */
function transportFailureOf(error: unknown): TransportFailure {
  if (!axios.isAxiosError(error)) return { code: 'UNKNOWN', message: String(error), isConnecting: false };
  if (error.code === 'ERR_CANCELED') {
    return { code: 'ETIMEDOUT', message: 'no answer in time', isConnecting: false };
  }
  const isConnecting = (error.cause as NodeJS.ErrnoException | undefined)?.syscall === 'connect';
  return { code: error.code ?? 'UNKNOWN', message: error.message, isConnecting };
}

const ErrorBody = z.object({ error_human: z.string().optional(), error: z.string().optional() });

/** Zammad's own words, short and without e-mail addresses. */
function reasonOf(data: unknown): string {
  const body = ErrorBody.safeParse(data);
  const text = (body.success ? (body.data.error_human ?? body.data.error) : undefined) ?? '';
  return text.replaceAll(/\S+@\S+/g, '…@…').slice(0, 300);
}

function dateOf(response: AxiosResponse): Instant | null {
  const at = Date.parse(headerOf(response, 'date'));
  return Number.isNaN(at) ? null : at;
}

/** In seconds, or as a date, which is read against the server's own clock. */
function retryAfterOf(response: AxiosResponse): number | null {
  const text = headerOf(response, 'retry-after');
  const waitMs = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - Date.parse(headerOf(response, 'date'));
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

function headerOf(response: AxiosResponse, name: string): string {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : '';
}
