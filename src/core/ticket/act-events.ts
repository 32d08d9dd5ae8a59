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

/** Asked of a field that got a value: by a change, or (from null) by being there at registration. */
type SettingTest = (from: FieldValue, to: FieldValue, isRegistration: boolean) => boolean;

/** Finds an event in an act: the fact that is it, or null. */
export type FindInAct = (act: Act, history: TicketHistory) => Fact | null;

/** The fact of an act by which the group went from one of the wanted groups to one of the wanted ones, or null. */
export function handOverFinder({ from, to }: NonNullable<SingleEvent['handed_over']>): FindInAct {
  const isWanted = settingTest(from, to);
  const test: SettingTest = (before, after, isRegistration) =>
    !isRegistration && isWanted(before, after, isRegistration);
  return (act) => findSetting(act, 'group', test);
}

/** Every named field changed as wanted in this act; the last of these facts completes the event. */
export function changesFinder(changed: WantedChanges): FindInAct {
  const wanted = Object.entries(changed).map(([field, change]) => ({ field, test: changeTest(change) }));
  return (act) => {
    let last: Fact | null = null;
    for (const { field, test } of wanted) {
      const fact = findSetting(act, field, test);
      if (fact === null) return null;
      if (last === null || act.facts.indexOf(fact) > act.facts.indexOf(last)) last = fact;
    }
    return last;
  };
}

function changeTest(wanted: WantedChange): SettingTest {
  if (wanted === null || typeof wanted !== 'object' || 'length' in wanted) {
    return (_, to) => matchesValue(wanted, to);
  }
  return wanted.any === true
    ? (_from, _to, isRegistration) => !isRegistration
    : settingTest(wanted.from, wanted.to);
}

function settingTest(wantedFrom: ValueMatch | undefined, wantedTo: ValueMatch | undefined): SettingTest {
  return (from, to) =>
    (wantedFrom === undefined || matchesValue(wantedFrom, from)) &&
    (wantedTo === undefined || matchesValue(wantedTo, to));
}

/** The fact that set the field from one value to another and passes the test. */
function findSetting({ facts }: Act, field: string, test: SettingTest): Fact | null {
  for (const fact of facts) {
    if (fact.kind === 'field-changed' && fact.field === field) {
      return fact.from !== fact.to && test(fact.from, fact.to, false) ? fact : null;
    }
    if (fact.kind === 'created') {
      const to = fact.fields[field] ?? null;
      return to !== null && test(null, to, true) ? fact : null;
    }
  }
  return null;
}

const isAny: SettingTest = () => true;
const isEntered: SettingTest = (_, to) => to !== null;
const isTakenAway: SettingTest = (from, to) => from !== null && to === null;

/** Finds what the word says. */
export function wordFinder(word: EventWord): FindInAct {
  switch (word) {
    case 'registered':
      return ({ facts }) => (facts[0]?.kind === 'created' ? facts[0] : null);
    case 'agent-reply':
      return (act) => findArticle(act, isAgentReply);
    case 'password-shown':
      return (act) => findArticle(act, isPasswordShown);
    case 'applicant-message':
      return (act) => findArticle(act, isApplicantMessage);
    case 'closed':
      return stateFinder({ into: 'closed' });
    case 'reopened':
      return unlessAutomatic(stateFinder({ outOf: 'closed' }));
    case 'waiting':
      return stateFinder({ into: 'waiting' });
    case 'resumed':
      return stateFinder({ outOf: 'waiting' });
    case 'assigned':
      return (act) => findSetting(act, 'owner', isEntered);
    case 'left':
      return (act) => findSetting(act, 'group', isTakenAway);
    case 'deleted':
      return (act) => act.facts.find((fact) => fact.kind === 'deleted') ?? null;
  }
}

function findArticle(act: Act, test: (article: ArticleFact) => boolean): Fact | null {
  for (const fact of act.facts) {
    if (fact.kind === 'article' && test(fact)) return fact;
  }
  return null;
}

/** A letter that nobody wrote reopens nothing, though the helpdesk may open the ticket for it. */
function unlessAutomatic(find: FindInAct): FindInAct {
  return (act, history) => (act.facts.some(isAutomaticReply) ? null : find(act, history));
}

function isAutomaticReply(fact: Fact): boolean {
  return fact.kind === 'article' && fact.sender === 'applicant' && fact.isAutomatic;
}

function stateFinder({
  into,
  outOf,
}: {
  readonly into?: State['kind'];
  readonly outOf?: State['kind'];
}): FindInAct {
  return (act, { pack }) => {
    const fact = findSetting(act, 'state', isAny);
    if (fact === null) return null;
    const before = fact.kind === 'field-changed' ? pack.states.get(String(fact.from))?.kind : undefined;
    const after = pack.states.get(String(act.fieldsAfter['state']))?.kind;
    return before !== after && (into === undefined ? before === outOf : after === into) ? fact : null;
  };
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

function isPasswordShown({ showsPassword }: ArticleFact): boolean {
  return showsPassword === true;
}

function isApplicantMessage(article: ArticleFact): boolean {
  return article.sender === 'applicant' && !article.isAutomatic && !article.isInternal;
}
