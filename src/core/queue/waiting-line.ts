import type { Instant } from '../calendar/instant.ts';
import type { TicketId } from '../ticket/ticket-id.ts';

/** A request of a queue, as the audit names it. */
export interface QueuedTicket {
  readonly id: TicketId;
  readonly number: string;
  readonly receivedAt: Instant;
}

/** A request that waited in a queue in `[fromAt, toAt)`. */
export interface Waiting extends QueuedTicket {
  readonly queue: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** Older requests that waited at an instant. */
interface OlderOnes {
  readonly passedOver: number;
  readonly oldest: QueuedTicket;
}

/**
 * Who waits in one queue, asked for one instant after the other: those who wait are counted by their rank of arrival
 * in a binary indexed tree, so that an answer costs the logarithm of their number, however long the queue is.
 */
export class WaitingLine {
  /** In order of arrival. */
  readonly #ranked: readonly Waiting[];
  /** Ranks in order of coming in and of leaving, and how far each was followed. */
  readonly #comings: readonly number[];
  readonly #leavings: readonly number[];
  #came = 0;
  #left = 0;
  /** Position n holds how many wait of the last (n & -n) ranks up to n. */
  readonly #counts: Int32Array;

  constructor(waitings: readonly Waiting[]) {
    this.#ranked = [...waitings].sort((one, other) => one.receivedAt - other.receivedAt);
    const ranks = this.#ranked.map((_, rank) => rank);
    this.#comings = ranks.toSorted((one, other) => this.#at(one).fromAt - this.#at(other).fromAt);
    this.#leavings = ranks.toSorted((one, other) => this.#at(one).toAt - this.#at(other).toAt);
    this.#counts = new Int32Array(this.#ranked.length + 1);
  }

  /** Those received before `receivedAt` that wait at `at`; null when nobody does. Instants asked for never go back. */
  olderAt(at: Instant, receivedAt: Instant): OlderOnes | null {
    this.#follow(at);
    const passedOver = this.#countBelow(this.#rankOf(receivedAt));
    return passedOver === 0 ? null : { passedOver, oldest: nameOf(this.#at(this.#firstRank())) };
  }

  #at(rank: number): Waiting {
    const waiting = this.#ranked[rank];
    if (waiting === undefined) throw new RangeError(`no rank ${rank}`);
    return waiting;
  }

  /** Lets in who came until `at`, and out who had left by then. */
  #follow(at: Instant): void {
    for (
      let rank = this.#comings[this.#came];
      rank !== undefined && this.#at(rank).fromAt <= at;
      rank = this.#comings[this.#came]
    ) {
      this.#count(rank, 1);
      this.#came += 1;
    }
    // Who left came before: a stay of no length comes in and goes out in one round.
    for (
      let rank = this.#leavings[this.#left];
      rank !== undefined && this.#at(rank).toAt <= at;
      rank = this.#leavings[this.#left]
    ) {
      this.#count(rank, -1);
      this.#left += 1;
    }
  }

  #count(rank: number, by: 1 | -1): void {
    for (let place = rank + 1; place < this.#counts.length; place += place & -place) {
      this.#counts[place] = (this.#counts[place] ?? 0) + by;
    }
  }

  #countBelow(rank: number): number {
    let sum = 0;
    for (let place = rank; place > 0; place -= place & -place) sum += this.#counts[place] ?? 0;
    return sum;
  }

  /** The rank of the first request received at `receivedAt` or later. */
  #rankOf(receivedAt: Instant): number {
    let low = 0;
    let high = this.#ranked.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#at(middle).receivedAt < receivedAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The lowest rank that waits; there is one. */
  #firstRank(): number {
    let place = 0;
    for (let step = 2 ** Math.floor(Math.log2(this.#counts.length)); step >= 1; step /= 2) {
      const ahead = place + step;
      if (ahead < this.#counts.length && this.#counts[ahead] === 0) place = ahead;
    }
    return place;
  }
}

function nameOf({ id, number, receivedAt }: Waiting): QueuedTicket {
  return { id, number, receivedAt };
}
