/** What a route answers. */
export interface Answer {
  readonly status: number;
  /** JSON unless it is bytes; undefined for an empty body. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Runs when the answer has been put together and before it leaves. */
  readonly afterwards?: () => void;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
