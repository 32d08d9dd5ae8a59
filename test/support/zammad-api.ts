/** Zammad's REST API as a person with a token uses it: JSON in, JSON out, an error for every refusal. */
export interface ZammadApi {
  get<T = Record<string, unknown>>(path: string): Promise<T>;
  post<T = { id: number }>(path: string, body: unknown): Promise<T>;
  put<T = { id: number }>(path: string, body: unknown): Promise<T>;
  delete(path: string): Promise<unknown>;
  /** The same with another person's rights. */
  as(token: string): ZammadApi;
  /** The same on behalf of another person. */
  from(login: string): ZammadApi;
}

/** Speaks plainly with `fetch`, so that tests do not lean on the code they judge. */
export function zammadApi(url: string, token: string, onBehalfOf?: string): ZammadApi {
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        Authorization: `Token token=${token}`,
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...(onBehalfOf === undefined ? {} : { From: onBehalfOf }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    get: <T>(path: string) => send('GET', path) as Promise<T>,
    post: <T>(path: string, body: unknown) => send('POST', path, body) as Promise<T>,
    put: <T>(path: string, body: unknown) => send('PUT', path, body) as Promise<T>,
    delete: (path) => send('DELETE', path),
    as: (other) => zammadApi(url, other),
    from: (login) => zammadApi(url, token, login),
  };
}
