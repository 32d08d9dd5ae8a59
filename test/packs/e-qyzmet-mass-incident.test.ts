import { describe, expect, it } from 'vitest';
import { evaluateTicket } from '../../src/core/policy/evaluate-ticket.ts';
import type { Effect } from '../../src/core/policy/intent.ts';
import { createTextRenderer } from '../../src/core/policy/render-text.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import type { Step } from '../support/a-ticket.ts';
import { at, sets, writes } from '../support/a-ticket.ts';
import { almaty, ePack, eTicket } from './e-qyzmet.ts';

const pack = ePack();
const since = at('2022-01-01T00:00:00Z');
const message = (time: string, text: string) => sets(almaty(time), { mass_incident_update: text });
const parent = (...steps: readonly Step[]) =>
  eTicket({ id: 1, fields: { mass_incident: true, type: 'error-request' } }, ...steps);
const child = (joined: string, ...steps: readonly Step[]) =>
  eTicket(
    { id: 2, fields: { request_channel: 'email', type: 'error-request' } },
    sets(almaty(joined), { mass_incident_number: '20261' }),
    ...steps,
  );

function owed(ticket: Ticket, of: Ticket | null, now: string, effects = new Map<string, Effect>()) {
  const answer = evaluateTicket(
    {
      pack,
      ticket,
      parent: of,
      effects,
      directory: {
        people: new Map(),
        leads: new Map(),
        deputies: new Map(),
        dutyAddress: null,
        addresses: new Map(),
      },
      activation: {
        enforcingSince: since,
        packSince: since,
        catchesUp: false,
        rules: new Map(pack.rules.map(({ id }) => [id, since])),
      },
    },
    at(almaty(now)),
  );
  return answer.intents.filter(({ ruleId }) => /^mass-incident-(?:update-told|over)$/.test(ruleId));
}

describe('a message about a mass incident [E 6.2 information]', () => {
  it('goes to everybody whose request names the incident, in the words of its request', () => {
    const [letter] = owed(child('10:10'), parent(message('10:30', 'Сервер <перезапущен>.')), '10:31');

    expect(letter).toMatchObject({ class: 'letter', article: { notice: 'mass-incident' } });
    const data = letter?.article?.data ?? {};
    expect(createTextRenderer(pack)('mass-incident-update', data).html).toContain(
      'Сервер &lt;перезапущен&gt;.',
    );
  });

  it('goes once, and the next message goes again', () => {
    const told = writes(almaty('10:31'), { actor: 'service', notice: 'mass-incident' });
    const once = parent(message('10:30', 'Ищем причину.'));
    const twice = parent(message('10:30', 'Ищем причину.'), message('11:00', 'Устранено.'));

    expect(owed(child('10:10', told), once, '10:50')).toEqual([]);
    expect(owed(child('10:10', told), twice, '11:01').map(({ owedAt }) => owedAt)).toEqual([
      at(almaty('11:00')),
    ]);
  });

  it('tells who joins late how things stand, from then on and once', () => {
    const twice = parent(message('10:30', 'Ищем причину.'), message('11:00', 'Причина найдена.'));
    const letters = owed(child('12:00'), twice, '12:01');

    expect(letters.map(({ owedAt }) => owedAt)).toEqual([at(almaty('12:00'))]);
    expect(letters[0]?.article?.data).toMatchObject({ 'parent.mass_incident_update': 'Причина найдена.' });
  });

  it('goes to nobody whose request names no incident, another one, itself, or is closed', () => {
    const of = parent(message('10:30', 'Устранено.'));

    expect(owed(eTicket({ id: 2 }), of, '11:00')).toEqual([]);
    expect(owed(eTicket({ id: 2, fields: { mass_incident_number: '20269' } }), of, '11:00')).toEqual([]);
    expect(owed(of, of, '11:00')).toEqual([]);
    expect(owed(child('10:10'), null, '11:00')).toEqual([]);
    expect(owed(child('10:10', sets(almaty('10:20'), { state: 'closed' })), of, '11:00')).toEqual([]);
    const left = child('10:10', sets(almaty('10:20'), { mass_incident_number: null }));
    expect(owed(left, of, '11:00')).toEqual([]);
  });

  it('is followed by a note to the responsible when the incident is closed', () => {
    const [note] = owed(child('10:10'), parent(sets(almaty('12:00'), { state: 'closed' })), '12:01');

    expect(note).toMatchObject({
      ruleId: 'mass-incident-over',
      article: { kind: 'note', to: ['owner', 'lead'] },
    });
  });
});
