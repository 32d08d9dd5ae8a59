/**
 * Who may read why: `people` get `{error, error_human}`; what came from deeper down is `{error}` alone and shown to
 * `administrators` only; a few answers are `bare`, `{error}` for everybody.
 */
export type Audience = 'people' | 'administrators' | 'bare';

/** An answer that is not a success. */
export class ApiError extends Error {
  readonly status: number;
  readonly audience: Audience;

  constructor(status: number, message: string, audience: Audience = 'people') {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.audience = audience;
  }
}

export const unprocessable = (message: string): ApiError => new ApiError(422, message);
export const forbidden = (message = 'Not authorized'): ApiError => new ApiError(403, message);
export const unauthorized = (message: string): ApiError => new ApiError(401, message);

/** 422 as core workflows and PostgreSQL give it: without the humane half. */
export const refusedByModel = (message: string): ApiError => new ApiError(422, message, 'administrators');
/** 500 with the text of an exception. */
export const crashed = (message: string): ApiError => new ApiError(500, message, 'administrators');

export const routeNotFound = (): ApiError => new ApiError(404, "This page doesn't exist.");

/** Ids from the path are quoted in the message, ids from a body are not. */
export function recordNotFound(model: string, id: unknown): ApiError {
  return new ApiError(404, `Couldn't find ${model} with 'id'=${JSON.stringify(id)}`);
}
