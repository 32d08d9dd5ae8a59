/** An answer that the stage hands did not want. */
export class HelpdeskAnswer extends Error {
  readonly status: number;

  constructor(status: number, line: string, body: string) {
    super(`${line} answered ${status}: ${body.slice(0, 200)}`);
    this.name = 'HelpdeskAnswer';
    this.status = status;
  }
}

/** How the demo's people reach the helpdesk: plainly, over its REST API, in their own name. */
export interface AdminClient {
  /** `as` is the login in whose name the request is made; the administrator's own when not given. */
  call<T>(method: string, path: string, body?: unknown, as?: string): Promise<T>;
}

/** A client with the administrator's token, who may act in anybody's name. */
export function createAdminClient(baseUrl: string, authorization: string): AdminClient {
  return {
    async call<T>(method: string, path: string, body?: unknown, as?: string): Promise<T> {
      const response = await fetch(`${baseUrl}/api/v1/${path}`, {
        method,
        headers: {
          authorization,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(as === undefined ? {} : { from: as }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new HelpdeskAnswer(response.status, `${method} ${path}`, text);
      return JSON.parse(text) as T;
    },
  };
}
