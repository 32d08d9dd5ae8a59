import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRoster } from '../../src/app/roster.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import type { OutgoingMail } from '../../src/output/output.ts';
import { eFolder, eOverlay } from '../packs/e-qyzmet.ts';
import { fillRoster } from '../support/a-filled-roster.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';

const overlay = `${eOverlay.replace(/^leads:.*$/m, 'leads: { line-1: lead-line-1, line-2: lead-line-2 }')}
senders: { line-1: ${supportAddress}, line-2: ${supportAddress} }`;

let governed: GovernedDesk;
let folder = '';
const sent: OutgoingMail[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duty-'));
  governed = await openGovernedDesk({
    // Tuesday, 1 December, 09:00 in Almaty.
    startAt: '2026-12-01T04:00:00Z',
    pack: eFolder,
    wholeOverlay: overlay,
    mailer: {
      from: 'reglament@desk.example.org',
      check: () => Promise.resolve(),
      send: (mail) => {
        sent.push(mail);
        return Promise.resolve();
      },
    },
  });
});
afterAll(async () => {
  await governed.close();
  rmSync(folder, { recursive: true });
});

async function importDecember(name: string, logins: Readonly<Record<string, string>>): Promise<void> {
  const { pack, desk, store, time } = governed;
  const path = await fillRoster(
    join(folder, name),
    { pack, workbooks: desk.rosters, month: '2026-12' },
    logins,
  );
  await importRoster(
    { pack, workbooks: desk.rosters, documents: store.documents },
    { path, approvedBy: 'A. Head', now: time.now() },
  );
  time.advanceBy(1_000);
}

/** A mail that line 1 hands to line 2; answers with its owner after two ticks. */
async function ownerOnLine2(): Promise<string | null> {
  const { ticketId: id } = governed.simulator.receiveMail({
    from: 'User <user@example.net>',
    to: supportAddress,
    subject: 'It does not work',
    body: 'Please help.',
  });
  const group_id = governed.stage.groups.get('line-2')?.id;
  await governed.stage.admin.call('PUT', `tickets/${id}`, { group_id }, 'line-1-1');
  for (let round = 0; round < 2; round += 1) {
    governed.time.advanceBy(2_000);
    await governed.tick();
  }
  const owner = (await governed.store.tickets.get(ticketId(id)))?.fields['owner'];
  return [...governed.stage.agents].find(([, agent]) => String(agent) === owner)?.[0] ?? null;
}

/** The copies of the roster among what was mailed. */
function copies(): readonly OutgoingMail[] {
  return sent.filter(({ to }) => to.includes('customer@example.kz'));
}

describe('the roster of duty, over the simulator', () => {
  it('is missing at first: the head is on duty [E 5.6]', async () => {
    expect(await ownerOnLine2()).toBe('lead-line-2');
  });

  it('makes whom it names the owner, from the moment it is imported [E 5.5]', async () => {
    await importDecember('first.xlsx', { C: 'line-1-1', G: 'line-2-2@desk.example.org' });

    expect(await ownerOnLine2()).toBe('line-2-2');
  });

  it('reaches the Customer once, with the workbook, also after a restart and a later version [E 7]', async () => {
    await governed.tick('restarted');
    governed.time.advanceBy(5 * MS_PER_MINUTE);
    await importDecember('second.xlsx', { C: 'line-1-1', G: 'line-2-3' });
    await governed.tick('restarted');
    governed.time.advanceBy(MS_PER_DAY);
    await governed.tick();

    expect(copies().map(({ subject, to }) => [subject, to])).toEqual([
      ['График дежурства службы поддержки — декабрь 2026 г.', ['customer@example.kz']],
    ]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(copies()[0]?.attachments[0]?.content ?? []).buffer);
    expect(workbook.worksheets[0]?.getCell('D3').text).toBe('line-2-2@desk.example.org');
    const { effects } =
      (await governed.store.ledger.standingsOf(['roster:2026-12'])).get('roster:2026-12') ?? {};
    expect(effects?.get('roster:2026-12/roster-copy/approved')?.status).toBe('done');
  });

  it('goes on deciding: the later version names another', async () => {
    expect(await ownerOnLine2()).toBe('line-2-3');
  });
});
