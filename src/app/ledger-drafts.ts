import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Finding, Intent } from '../core/policy/intent.ts';
import type { LedgerDraft, LedgerEntry, Standing } from '../store/store.ts';
import type { Desk } from './desk.ts';

/** When and what of an effect goes on record beside what its intent says. */
export interface EffectNews {
  readonly at: Instant;
  readonly status: Effect['status'];
  readonly details: Readonly<Record<string, unknown>>;
}

/** A ledger line about an intent: ids, codes and instants only. */
export function effectDraft(intent: Intent, news: EffectNews, desk: Pick<Desk, 'pack'>): LedgerDraft {
  const { key, subject, ruleId, ground, owedAt, evidence, set, article } = intent;
  return {
    at: news.at,
    kind: 'effect',
    key,
    subject,
    ruleId,
    ground,
    status: news.status,
    packHash: desk.pack.hash,
    details: {
      owedAt,
      evidence,
      fields: Object.keys(set),
      ...(article === null ? {} : { article: article.kind, text: article.textId }),
      ...(article?.kind === 'letter'
        ? { notice: article.notice, told: article.told, applicantId: article.applicantId }
        : {}),
      ...news.details,
    },
  };
}

/** The next ledger line about what an earlier one is about. */
export function followUpDraft(
  { kind, key, subject, ruleId, ground, packHash }: LedgerEntry,
  { at, status, details }: EffectNews,
): LedgerDraft {
  return { at, kind, key, subject, ruleId, ground, status, packHash, details };
}

/** What of a finding is not on record yet: that it was found, and that its ground was taken away. */
export function findingDrafts(
  finding: Finding,
  { findings }: Standing,
  { now, desk }: { readonly now: Instant; readonly desk: Pick<Desk, 'pack'> },
): readonly LedgerDraft[] {
  const { key, subject, ruleId, ground, code, evidence, withdrawn, at } = finding;
  const known = findings.get(key);
  const base = { at: now, kind: 'finding', key, subject, ruleId, ground, packHash: desk.pack.hash } as const;
  const found: LedgerDraft = { ...base, status: 'found', details: { code, evidence, happenedAt: at } };
  const taken: LedgerDraft = { ...base, status: 'withdrawn', details: { code, withdrawn } };
  if (known === undefined) return withdrawn === null ? [found] : [found, taken];
  return known === 'found' && withdrawn !== null ? [taken] : [];
}

/** A finding against ourselves: an effect that a person must see to. Ours, so no clause demands it. */
export function mishapDraft(
  intent: Pick<Intent, 'key' | 'subject' | 'ruleId'>,
  { code, at, details }: { readonly code: string; readonly at: Instant; readonly details: object },
  desk: Pick<Desk, 'pack'>,
): LedgerDraft {
  const { key, subject, ruleId } = intent;
  return {
    at,
    kind: 'finding',
    key: `${key}/${code}`,
    subject,
    ruleId,
    ground: { kind: 'product', about: null },
    status: 'found',
    packHash: desk.pack.hash,
    details: { code, ...details },
  };
}
