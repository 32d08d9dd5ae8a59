import type { Instant } from '../../core/calendar/instant.ts';
import { addSpan } from '../../core/clock/add-span.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { parseSpan } from '../../core/regulation/span.ts';
import type { FieldValues } from '../../core/ticket/field-value.ts';
import type { ArticleToWrite, FileToAttach, TicketChange } from '../helpdesk.ts';
import type { FieldCodec } from './field-codec.ts';

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What an update needs beside the change itself. */
export interface UpdateContext {
  readonly pack: CompiledPack;
  readonly codecs: readonly FieldCodec[];
  readonly now: Instant;
  /** Addressee of a letter; null for a note. */
  readonly to: string | null;
  /** What to call a mentioned person. */
  readonly nameOf: (userId: string) => string;
}

/** Zammad refuses a waiting state without the instant to be reminded at. */
function pendingTime(set: FieldValues, { pack, now }: UpdateContext): Record<string, unknown> {
  const state = pack.states.get(String(set['state']));
  if (state?.kind !== 'waiting') return {};
  const remindAt = addSpan(pack.defaultCalendar, now, parseSpan(state.remind_after ?? '1d'));
  return { pending_time: new Date(remindAt).toISOString() };
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => MARKUP[character] ?? character);
}

/** A mention subscribes the person and tells them, as if a colleague had written @name. */
function withMentions({ html, mentionUserIds }: ArticleToWrite, { nameOf }: UpdateContext): string {
  if (mentionUserIds.length === 0) return html;
  const links = mentionUserIds.map(
    (id) => `<a data-mention-user-id="${escapeMarkup(id)}">@${escapeMarkup(nameOf(id))}</a>`,
  );
  return `${html}<p>${links.join(' ')}</p>`;
}

function articleOf(article: ArticleToWrite, key: string, context: UpdateContext): Record<string, unknown> {
  return {
    type: article.kind === 'letter' ? 'email' : 'note',
    // A system's words leave Zammad's own first-response clock and contact times alone.
    sender: 'System',
    // Zammad's default is public: an applicant would read our notes.
    internal: article.isInternal,
    content_type: 'text/html',
    body: withMentions(article, context),
    ...(article.subject === null ? {} : { subject: article.subject }),
    ...(context.to === null ? {} : { to: context.to }),
    ...(article.attachments === undefined ? {} : { attachments: article.attachments.map(attachmentOf) }),
    preferences: { reglament: { key, notice: article.notice } },
  };
}

function attachmentOf({ filename, contentType, content }: FileToAttach): Record<string, string> {
  return { filename, 'mime-type': contentType, data: Buffer.from(content).toString('base64') };
}

/** The body of the one request that carries the whole change. */
export function updatePayload(change: TicketChange, context: UpdateContext): Record<string, unknown> {
  const fields = context.codecs
    .filter(({ field }) => change.set[field] !== undefined)
    .flatMap((codec) => Object.entries(codec.write(change.set[codec.field] ?? null)));
  return {
    ...Object.fromEntries(fields),
    ...pendingTime(change.set, context),
    ...(change.applicantId === undefined ? {} : { customer_id: Number(change.applicantId) }),
    ...(change.article === null ? {} : { article: articleOf(change.article, change.key, context) }),
  };
}
