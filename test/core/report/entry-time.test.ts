import { describe, expect, it } from 'vitest';
import type { EntryTime } from '../../../src/core/report/entry-time.ts';
import { readEntryTime } from '../../../src/core/report/entry-time.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import { at, sets } from '../../support/a-ticket.ts';
import { almaty, ePack, eTicket } from '../../packs/e-qyzmet.ts';

/** Entered at 10:00:30 in Almaty; the fields as people filled them in afterwards. */
function entered(fields: FieldValues, now = almaty('18:00')): EntryTime | null {
  const pack = ePack();
  const [measure] = pack.measures;
  if (measure === undefined) throw new Error('the pack measures nothing');
  const saved = almaty('10:00').replace(':00.000', ':30.000');
  const ticket = eTicket({ at: saved }, sets(almaty('10:05'), fields));
  return readEntryTime(measure, readHistory(ticket, pack, at(now)));
}

function local(time: string): number {
  return at(almaty(time));
}

describe('readEntryTime', () => {
  it.each<[string, FieldValues, EntryTime]>([
    ['met', { call_ended_at: local('09:58') }, { verdict: 'met', tookMs: 90_001 }],
    ['late', { call_ended_at: local('09:57') }, { verdict: 'late', tookMs: 150_001 }],
    ['met while the call went on', { call_ended_at: local('10:02') }, { verdict: 'met', tookMs: 0 }],
    ['met by the tick', { saved_during_call: true }, { verdict: 'met', tookMs: null }],
    [
      'late from an explicit start',
      { registering_started_at: local('09:50') },
      { verdict: 'late', tookMs: 570_001 },
    ],
    ['attested for mail', { request_channel: 'email' }, { verdict: 'attested', tookMs: null }],
    ['unknown without a beginning', { answer_given: '•' }, { verdict: 'unknown', tookMs: null }],
  ])('tells that a request was entered: %s [E 6.1 two minutes]', (_, fields, expected) => {
    expect(entered(fields)).toEqual(expected);
  });

  it('counts the end of the call first where both beginnings are entered [E 6.1 two minutes]', () => {
    const both = { call_ended_at: local('09:59'), registering_started_at: local('09:00') };
    expect(entered(both)).toEqual({ verdict: 'met', tookMs: 30_001 });
  });

  it('counts to the second where the helpdesk keeps seconds [E 6.1 two minutes]', () => {
    expect(entered({ call_ended_at: local('09:58') + 29_999 })?.verdict).toBe('late');
    expect(entered({ call_ended_at: local('09:58') + 30_000 })?.verdict).toBe('met');
  });

  it('knows only what was entered before the cut-off', () => {
    expect(entered({ call_ended_at: local('09:59') }, almaty('10:03'))?.verdict).toBe('unknown');
    expect(entered({}, almaty('09:00'))).toBeNull();
  });
});
