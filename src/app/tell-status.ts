import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { TextData } from '../core/policy/intent.ts';
import { createTextRenderer } from '../core/policy/render-text.ts';
import { openData, statusData } from '../core/policy/status-answer.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Store } from '../store/store.ts';

/** What a person may answer where no request is taken. Plain text in the pack's language, without personal data. */
export interface StatusAnswers {
  readonly whereToTurn: string | null;
  /** Null when no ticket was asked about, or the pack has no such text. */
  readonly status: string | null;
}

/**
 * The pack's two answers; the second about the ticket of a number, as of `now`.
 * @clause K 4.10.5
 * @throws AppError `input` when the pack has neither text, or no governed ticket has that number.
 */
export async function tellStatus(
  number: string | null,
  { pack, store, now }: { readonly pack: CompiledPack; readonly store: Store; readonly now: Instant },
): Promise<StatusAnswers> {
  if (![...pack.texts.values()].some(({ answer }) => answer !== undefined)) {
    throw new AppError(
      'input',
      `The pack ${pack.manifest.id} has no text marked with "answer": give one of texts.yaml \`answer: status\`, another \`answer: where-to-turn\``,
    );
  }
  const ticket = number === null ? null : await store.tickets.findByNumber(number);
  if (number !== null && ticket === null) {
    throw new AppError(
      'input',
      `There is no ticket ${number} in the groups that ${pack.manifest.id} governs`,
    );
  }
  return {
    whereToTurn: answer('where-to-turn', openData(pack), pack),
    status: ticket === null ? null : answer('status', statusData(ticket, pack, now), pack),
  };
}

function answer(kind: 'where-to-turn' | 'status', data: TextData, pack: CompiledPack): string | null {
  const text = [...pack.texts.values()].find((each) => each.answer === kind);
  return text === undefined ? null : createTextRenderer(pack)(text.id, data).plain;
}
