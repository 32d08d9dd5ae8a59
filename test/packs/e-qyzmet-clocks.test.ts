import { describe, expect, it } from 'vitest';
import { sets } from '../support/a-ticket.ts';
import { almaty, completeRequest, eClock, eDue, eEvaluate, ePackWith, eTicket } from './e-qyzmet.ts';
import { textsOwed, violationsIn } from './kyiv.ts';

const consults = sets(almaty('10:00'), { type: 'consultation', consultation_started_at: 1 });

describe('the consultation of line 1 [E 6.2]', () => {
  it('lasts no more than 15 minutes from its start', () => {
    expect(eDue('consultation', eTicket({}, consults), almaty('10:05'))).toBe(almaty('10:15'));
  });

  it.each([
    ['its end', sets(almaty('10:14'), { consultation_ended_at: 1 }), 'met'],
    ['the hand-over to line 2', sets(almaty('10:14'), { group: 'line-2' }), 'met'],
    ['the closing', sets(almaty('10:14'), { state: 'closed' }), 'met'],
    ['nothing in time', sets(almaty('10:20'), { consultation_ended_at: 1 }), 'missed'],
  ])('ends with %s', (_, step, state) => {
    expect(eClock('consultation', eTicket({}, consults, step), almaty('11:00')).state).toBe(state);
  });

  it('that takes longer is a violation, proposed to be handed over, and moved only where a switch says so', () => {
    const ticket = eTicket({}, consults);
    const moving = ePackWith('switches: { auto-move-to-line-2: true }');

    const now = almaty('10:16');
    expect(violationsIn(eEvaluate(now, ticket))).toEqual(['E 6.2: consultation-over']);
    expect(textsOwed(eEvaluate(now, ticket))).toEqual({ 'consultation-over-notice': 'consultation-over' });
    expect(textsOwed(eEvaluate(almaty('10:17'), ticket, moving))).toMatchObject({
      'consultation-moves': 'moved-to-line-2',
    });
  });
});

describe('the developers’ hour [E 6.1 one hour]', () => {
  const handsOver = (time: string) => sets(almaty(time), { group: 'developers', state: 'with-developers' });
  const filled = { complexity: '2', fix_term_at: Date.parse(almaty('17:00', 25)) };
  const request = (...steps: Parameters<typeof eTicket>[1][]) =>
    eTicket({ fields: completeRequest }, handsOver('12:30'), ...steps);

  it('is a working hour: handed over at 12:30, lunch at 13:00, due at 15:00', () => {
    expect(eDue('developers-hour', request(), almaty('12:31'))).toBe(almaty('15:00'));
  });

  it('is an hour on the wall where the operator reads it so', () => {
    const elapsed = ePackWith('switches: { developers-hour-working: false }');

    expect(eDue('developers-hour', request(), almaty('12:31'), elapsed)).toBe(almaty('13:30'));
  });

  it('is met by a return with both fields filled, and by nothing less', () => {
    const returned = sets(almaty('14:50'), { group: 'line-2', ...filled });
    const empty = sets(almaty('14:50'), { group: 'line-2', complexity: '2' });
    const kept = sets(almaty('14:50'), filled);

    expect(eClock('developers-hour', request(returned), almaty('16:00')).state).toBe('met');
    expect(eClock('developers-hour', request(empty), almaty('16:00')).state).toBe('breached');
    expect(eClock('developers-hour', request(kept), almaty('16:00')).state).toBe('breached');
  });

  it('starts anew at each hand-over, also at one for rework', () => {
    const returned = sets(almaty('14:50'), { group: 'line-2', ...filled });
    const again = sets(almaty('17:00'), { group: 'developers' }, { by: 'service' });
    const reading = eClock('developers-hour', request(returned, again), almaty('17:10'));

    expect(reading).toMatchObject({ cycle: 1, state: 'running', dueAt: Date.parse(almaty('18:00')) });
  });

  it('does not begin with a request that lacks a field and is put back', () => {
    const incomplete = eTicket({ fields: { ...completeRequest, user_login: null } }, handsOver('10:30'));

    expect(eClock('developers-hour', incomplete, almaty('10:31')).state).toBe('not-started');
  });

  it('that passes is a violation, told to the responsible and the head', () => {
    const answer = eEvaluate(almaty('15:30'), request());

    expect(violationsIn(answer)).toEqual(['E 6.1 one hour: developers-hour-over']);
    expect(textsOwed(answer)).toMatchObject({ 'developers-hour-over-notice': 'developers-hour-over' });
  });

  it('is followed by the term they name, as our addition [E 6.1 one hour]', () => {
    const ticket = request(sets(almaty('14:50'), { group: 'line-2', ...filled }));
    const answer = eEvaluate(almaty('17:30', 25), ticket);

    expect(eDue('fix-term', ticket, almaty('15:00'))).toBe(almaty('17:00', 25));
    expect(textsOwed(answer)).toMatchObject({ 'fix-term-over': 'fix-term-over' });
    expect(violationsIn(answer)).toEqual([]);
  });

  it('leaves the named term running on through rework', () => {
    const ticket = request(
      sets(almaty('14:50'), { group: 'line-2', ...filled }),
      sets(almaty('10:00', 24), { fixed_at: 1 }),
      sets(almaty('11:00', 24), { fixed_at: null }, { by: 'service' }),
    );

    expect(eClock('fix-term', ticket, almaty('12:00', 24)).state).toBe('running');
    expect(eClock('fix-term', ticket, almaty('17:01', 25)).state).toBe('breached');
  });
});

describe('the hand-over to line 2 [E 5.5]', () => {
  it('is watched from the moment line 1 says it is beyond its competence', () => {
    const ticket = eTicket({}, sets(almaty('10:10'), { beyond_competence: true }));

    expect(eDue('hand-over-to-line-2', ticket, almaty('10:20'))).toBe(almaty('10:40'));
    expect(textsOwed(eEvaluate(almaty('10:41'), ticket))).toMatchObject({
      'beyond-competence': 'beyond-competence',
    });
  });
});
