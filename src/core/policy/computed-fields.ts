import { MS_PER_MINUTE } from '../calendar/instant.ts';
import type { Field } from '../regulation/schema/catalog.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { FieldChangedFact } from '../ticket/fact.ts';
import type { FieldValue, FieldValues } from '../ticket/field-value.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { hasValue } from '../ticket/matches-value.ts';
import { effectIsSettled } from './effect-standing.ts';
import { groundOf } from './ground.ts';
import type { Finding, Intent } from './intent.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';

/** The id under which computed fields stand in keys, ledger and findings. */
const computedFieldsRuleId = 'computed-fields';

/** Once is a mistake that is put right; twice is a fight that a person must end. */
const overwritesBorne = 1;

const deadlineFields = new WeakMap<CompiledPack, readonly (readonly [string, Field])[]>();

/**
 * One change of all fields that the service keeps: those that show a running clock's due instant, where the shown
 * minute is another, and the channel that nobody entered. A deadline written over by others more than once is left
 * alone and goes on record as a finding.
 */
export function evaluateComputedFields(situation: Situation): {
  readonly intent: Intent | null;
  readonly findings: readonly Finding[];
} {
  if (situation.exclusion !== null) return { intent: null, findings: [] };
  const findings: Finding[] = [];
  const set: Record<string, FieldValue> = { ...derivedChannel(situation) };
  const expect: Record<string, FieldValue> = Object.fromEntries(Object.keys(set).map((name) => [name, null]));
  for (const [name, field] of deadlineFieldsOf(situation.input.pack)) {
    const wanted = wantedDeadline(field, situation);
    const shown = situation.present.fields[name] ?? null;
    if (wanted === null || isSameMinute(shown, wanted)) continue;
    const overwrites = listOverwrites(name, situation);
    if (overwrites.length > overwritesBorne) findings.push(overwritten(name, overwrites, situation));
    else {
      set[name] = wanted;
      expect[name] = shown;
    }
  }
  return { intent: Object.keys(set).length === 0 ? null : changeIntent(set, expect, situation), findings };
}

/** The channel of the first message, where the ticket has none entered. */
function derivedChannel({ input, present, history }: Situation): FieldValues {
  const field = input.pack.fieldByRole.get('channel');
  const channel = field === undefined ? null : (present.fields[field] ?? null);
  if (field === undefined || channel === null || isEntered(field, history)) return {};
  return { [field]: channel };
}

function isEntered(field: string, { acts }: TicketHistory): boolean {
  return acts.some(({ facts }) =>
    facts.some(
      (fact) =>
        (fact.kind === 'created' && hasValue(fact.fields[field])) ||
        (fact.kind === 'field-changed' && fact.field === field),
    ),
  );
}

function deadlineFieldsOf(pack: CompiledPack): readonly (readonly [string, Field])[] {
  const known = deadlineFields.get(pack);
  if (known !== undefined) return known;
  const found = [...pack.fields].filter(([, field]) => field.due !== undefined && field.of === 'ticket');
  deadlineFields.set(pack, found);
  return found;
}

/** A clock that runs on a real goal has a deadline to show; one that stands still keeps the one shown. */
function wantedDeadline(field: Field, { clocks }: Situation): number | null {
  const clock = findClock(clocks, field.due ?? '');
  if (clock === null || (clock.state !== 'running' && clock.state !== 'breached')) return null;
  return clock.goals.at(-1)?.isProvisional === false ? clock.dueAt : null;
}

function isSameMinute(shown: FieldValue, wanted: number): boolean {
  return typeof shown === 'number' && Math.abs(shown - wanted) < MS_PER_MINUTE;
}

function changesOf(name: string, { history }: Situation): readonly FieldChangedFact[] {
  return history.acts.flatMap((act) =>
    act.facts.filter(
      (fact): fact is FieldChangedFact => fact.kind === 'field-changed' && fact.field === name,
    ),
  );
}

/** What others wrote into the field after we did. */
function listOverwrites(name: string, situation: Situation): readonly FieldChangedFact[] {
  const changes = changesOf(name, situation);
  const firstOwn = changes.findIndex(({ actor }) => actor === 'service');
  return firstOwn === -1 ? [] : changes.slice(firstOwn).filter(({ actor }) => actor !== 'service');
}

function changeIntent(
  set: Record<string, FieldValue>,
  expect: Record<string, FieldValue>,
  situation: Situation,
): Intent | null {
  const { pack } = situation.input;
  const names = Object.keys(set);
  const lastChanges = names.map((name) => changesOf(name, situation).at(-1)?.id ?? 'created');
  const key = `${situation.subject}/${computedFieldsRuleId}/${names.map((name, index) => `${name}=${String(set[name])}@${lastChanges[index] ?? ''}`).join('+')}`;
  if (effectIsSettled(key, situation)) return null;
  return {
    key,
    subject: situation.subject,
    ruleId: computedFieldsRuleId,
    ground: groundOf(pack.fields.get(names[0] ?? '') ?? {}),
    class: 'fields',
    owedAt: situation.history.acts.at(-1)?.at ?? situation.now,
    notBefore: situation.history.acts.at(-1)?.at ?? situation.now,
    inOpenHours: false,
    staleAt: null,
    set,
    expect,
    article: null,
    mail: null,
    evidence: names.map((name) => pack.fields.get(name)?.due ?? name),
    change: null,
  };
}

function overwritten(name: string, overwrites: readonly FieldChangedFact[], situation: Situation): Finding {
  const last = overwrites.at(-1);
  return {
    key: `${situation.subject}/${computedFieldsRuleId}/${name}@${last?.id ?? ''}`,
    subject: situation.subject,
    ruleId: computedFieldsRuleId,
    code: 'computed-field-overwritten',
    ground: { kind: 'product', about: null },
    at: last?.at ?? situation.now,
    evidence: overwrites.map(({ id }) => id),
    withdrawn: null,
  };
}
