import { createRandom, type Random } from './random.ts';

/** What goes wrong with a request. */
export type Fault =
  /** The answer takes so long. */
  | { readonly kind: 'latency'; readonly delayMs: number }
  /** 429 with Retry-After, before anything is done. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** 500, 502 or 503 as from a proxy; what was asked is done all the same when `isApplied`. */
  | { readonly kind: 'error'; readonly status: 500 | 502 | 503; readonly isApplied?: boolean }
  /** The connection breaks, before or after the request was carried out. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** The request is carried out so much later, by the server's clock or by real time, and is never answered. */
  | {
      readonly kind: 'late';
      readonly delayMs: number;
      readonly by: 'clock' | 'wall';
      readonly isHanging?: boolean;
    }
  /** A browser tab writes the ticket's preferences back, later, as they were before the request. */
  | { readonly kind: 'stale-tab'; readonly delayMs: number };

/** When a fault strikes; conditions that are left out always hold. */
export interface FaultRule {
  readonly fault: Fault;
  readonly method?: string | readonly string[];
  /** Matched against the path, `/api/v1/…`. */
  readonly path?: RegExp;
  /** Strikes requests with this access token only. */
  readonly token?: string;
  /** In [0, 1]; 1 unless given. */
  readonly probability?: number;
  /** So many matching requests pass unharmed first. */
  readonly skip?: number;
  /** So many strikes, then the rule is spent. */
  readonly count?: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  toSkip: number;
  left: number;
}

/** The faults that are switched on. Chance is repeatable: the same seed and the same requests meet the same faults. */
export class Faults {
  readonly #rules = new Set<ActiveRule>();
  readonly #refusedMail: { pattern: RegExp; reason: string }[] = [];
  #random: Random;
  /** How often each kind of fault has struck. */
  readonly struck = new Map<Fault['kind'], number>();

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  /** Starts the sequence of chance anew. */
  reseed(seed: number): void {
    this.#random = createRandom(seed);
  }

  /** Switches a fault on; the function that comes back switches it off. */
  add(rule: FaultRule): () => void {
    const active: ActiveRule = { rule, toSkip: rule.skip ?? 0, left: rule.count ?? Infinity };
    this.#rules.add(active);
    return () => {
      this.#rules.delete(active);
    };
  }

  clear(): void {
    this.#rules.clear();
    this.#refusedMail.length = 0;
  }

  /** Lets the mail servers of matching addresses turn letters away. */
  refuseMailTo(pattern: RegExp, reason = SMTP_REFUSAL): void {
    this.#refusedMail.push({ pattern, reason });
  }

  mailRefusal(address: string): string | null {
    return this.#refusedMail.find(({ pattern }) => pattern.test(address))?.reason ?? null;
  }

  /** The faults that strike a request: latency and a stale tab may come along with another, of the others only one. */
  strike(method: string, path: string, token: string | null = null): Fault[] {
    const striking: Fault[] = [];
    for (const active of this.#rules) {
      if (!this.#isMet(active, { method, path, token })) continue;
      const { fault } = active.rule;
      const isCompanion = fault.kind === 'latency' || fault.kind === 'stale-tab';
      if (!isCompanion && striking.some((other) => other.kind !== 'latency' && other.kind !== 'stale-tab'))
        continue;
      active.left -= 1;
      if (active.left <= 0) this.#rules.delete(active);
      striking.push(fault);
      this.struck.set(fault.kind, (this.struck.get(fault.kind) ?? 0) + 1);
    }
    return striking;
  }

  #isMet(
    active: ActiveRule,
    {
      method,
      path,
      token,
    }: { readonly method: string; readonly path: string; readonly token: string | null },
  ): boolean {
    const { rule } = active;
    if (rule.token !== undefined && rule.token !== token) return false;
    if (rule.method !== undefined && ![rule.method].flat().includes(method)) return false;
    if (rule.path !== undefined && !rule.path.test(path)) return false;
    if (active.toSkip > 0) {
      active.toSkip -= 1;
      return false;
    }
    return rule.probability === undefined || this.#random.next() < rule.probability;
  }
}

const SMTP_REFUSAL = "Can't use Channel::Driver::Smtp: #<Net::SMTPFatalError: Net::SMTPFatalError>";
