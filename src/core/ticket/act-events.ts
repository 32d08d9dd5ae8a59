import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { State } from '../regulation/schema/catalog.ts';
import type { EventMatch, EventWord, ValueMatch } from '../regulation/schema/condition.ts';
import type { ArticleFact, Fact } from './fact.ts';
import type { Act, TicketHistory } from './history.ts';
import { matchesValue } from './matches-value.ts';
import type { FieldValue } from './field-value.ts';

/** An event that is no choice of several. */
export type SingleEvent = Exclude<EventMatch, string | { readonly any: readonly EventMatch[] }>;
type WantedChanges = NonNullable<SingleEvent['changed']>;
type WantedChange = WantedChanges[string];

/** A field that got a value: by a change, or (from null) by being there at registration. */
interface Setting {
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly isRegistration: boolean;
}

/** The fact of an act by which the group went from one of the wanted groups to one of the wanted ones, or null. */
export function findHandOver(act: Act, wanted: NonNullable<SingleEvent['handed_over']>): Fact | null {
  return findSetting(act, 'group', (group) => !group.isRegistration && fits(group, wanted.from, wanted.to));
}

/** Every named field changed as wanted in this act; the last of these facts completes the event. */
export function findChanges(act: Act, changed: WantedChanges): Fact | null {
  let last: Fact | null = null;
  for (const field in changed) {
    const wanted = changed[field] as WantedChange;
    const fact = findSetting(act, field, (setting) => isWantedChange(wanted, setting));
    if (fact === null) return null;
    if (last === null || act.facts.indexOf(fact) > act.facts.indexOf(last)) last = fact;
  }
  return last;
}

function isWantedChange(wanted: WantedChange, setting: Setting): boolean {
  if (wanted === null || typeof wanted !== 'object') return matchesValue(wanted, setting.to);
  if ('length' in wanted) return matchesValue(wanted, setting.to);
  if (wanted.any === true) return !setting.isRegistration;
  return fits(setting, wanted.from, wanted.to);
}

function fits(setting: Setting, from: ValueMatch | undefined, to: ValueMatch | undefined): boolean {
  return (
    (from === undefined || matchesValue(from, setting.from)) &&
    (to === undefined || matchesValue(to, setting.to))
  );
}

/** The fact that set the field from one value to another and passes the test. */
function findSetting(act: Act, field: string, test: (setting: Setting) => boolean): Fact | null {
  for (const fact of act.facts) {
    if (fact.kind === 'field-changed' && fact.field === field) {
      return fact.from !== fact.to && test({ from: fact.from, to: fact.to, isRegistration: false })
        ? fact
        : null;
    }
    if (fact.kind === 'created') {
      const to = fact.fields[field] ?? null;
      return to !== null && test({ from: null, to, isRegistration: true }) ? fact : null;
    }
  }
  return null;
}

/** The fact of an act that is what the word says, or null. */
export function findWord(act: Act, word: EventWord, { pack }: TicketHistory): Fact | null {
  switch (word) {
    case 'registered':
      return act.facts[0]?.kind === 'created' ? act.facts[0] : null;
    case 'agent-reply':
      return findArticle(act, isAgentReply);
    case 'applicant-message':
      return findArticle(act, isApplicantMessage);
    case 'closed':
      return findStateChange(act, pack, { into: 'closed' });
    case 'reopened':
      return findStateChange(act, pack, { outOf: 'closed' });
    case 'waiting':
      return findStateChange(act, pack, { into: 'waiting' });
    case 'resumed':
      return findStateChange(act, pack, { outOf: 'waiting' });
    case 'assigned':
      return findSetting(act, 'owner', ({ to }) => to !== null);
    case 'left':
      return findSetting(act, 'group', ({ from, to }) => from !== null && to === null);
    case 'deleted':
      return act.facts.find((fact) => fact.kind === 'deleted') ?? null;
  }
}

function findArticle(act: Act, test: (article: ArticleFact) => boolean): Fact | null {
  for (const fact of act.facts) {
    if (fact.kind === 'article' && test(fact)) return fact;
  }
  return null;
}

function findStateChange(
  act: Act,
  pack: CompiledPack,
  { into, outOf }: { readonly into?: State['kind']; readonly outOf?: State['kind'] },
): Fact | null {
  return findSetting(act, 'state', ({ from, to }) => {
    const before = pack.states.get(String(from))?.kind;
    const after = pack.states.get(String(to))?.kind;
    return before !== after && (into === undefined ? before === outOf : after === into);
  });
}

/** A person of the desk spoke to the applicant; a call that an agent entered is one, whoever rang. */
export function isAgentReply(article: ArticleFact): boolean {
  return (
    article.actor === 'agent' &&
    !article.isInternal &&
    !article.isAutomatic &&
    (article.channel === 'phone' || (article.sender === 'agent' && article.channel !== 'note'))
  );
}

function isApplicantMessage(article: ArticleFact): boolean {
  return article.sender === 'applicant' && !article.isAutomatic && !article.isInternal;
}
