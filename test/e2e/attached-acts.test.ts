import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../src/app/tick.ts';
import { AppError } from '../../src/core/app-error.ts';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import { eFolder, eOverlay } from '../packs/e-qyzmet.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';
import { readZip } from '../support/workbook/read-zip.ts';
import { wrapHelpdesk } from '../support/wrap-helpdesk.ts';

const overlay = `${eOverlay.replace(/^leads:.*$/m, 'leads: { line-1: lead-line-1, line-2: lead-line-2 }')}
senders: { line-1: ${supportAddress}, line-2: ${supportAddress} }`;

let governed: GovernedDesk;
beforeAll(async () => {
  governed = await openGovernedDesk({
    // Tuesday, 24 November, 10:00 in Almaty.
    startAt: '2026-11-24T05:00:00Z',
    pack: eFolder,
    wholeOverlay: overlay,
  });
});
afterAll(() => governed.close());

/** Line 1 hands a complete request to the developers; answers with its id. */
async function handOver(): Promise<number> {
  const { simulator, stage, time } = governed;
  const { ticketId: id } = simulator.receiveMail({
    from: 'User <user@example.net>',
    to: supportAddress,
    subject: 'Не сохраняется {приказ} <b>',
    body: 'Помогите.',
  });
  time.advanceBy(1_000);
  await settle();
  await stage.admin.call(
    'PUT',
    `tickets/${id}`,
    {
      request_type: 'error-request',
      priority_id: stage.priorities.get('high'),
      owner_id: stage.agents.get('line-1-1'),
      state_body: 'Акимат города Астаны',
      user_login: 'user-17',
      user_password: 'passed-separately',
      error_description: 'Выходит ошибка {{x}} {#rows}',
      group_id: stage.groups.get('developers')?.id,
      state_id: stage.states.get('with-developers'),
    },
    'line-1-1',
  );
  time.advanceBy(1_000);
  return id;
}

async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    if ((await governed.tick()).executed.length === 0) return;
  }
}

interface Article {
  readonly id: number;
  readonly internal: boolean;
  readonly attachments: readonly { readonly id: number; readonly filename: string }[];
}

async function withFiles(id: number): Promise<readonly Article[]> {
  const articles = await governed.stage.admin.call<readonly Article[]>(
    'GET',
    `ticket_articles/by_ticket/${id}`,
  );
  return articles.filter(({ attachments }) => attachments.length > 0);
}

async function download(id: number, { id: articleId, attachments }: Article, index: number): Promise<Buffer> {
  const { simulator } = governed;
  const path = `api/v1/ticket_attachment/${id}/${articleId}/${attachments[index]?.id ?? 0}`;
  const answer = await fetch(`${simulator.url}/${path}`, {
    headers: { Authorization: `Token token=${simulator.adminToken}` },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('«Заявка» at hand-over', () => {
  it('is attached once, in the request that carries its mark, numbered and without a password [E Appendix 1]', async () => {
    const id = await handOver();
    await settle();
    await settle();

    const [article, ...more] = await withFiles(id);
    if (article === undefined) throw new Error('nothing is attached');
    expect(more).toEqual([]);
    expect(article.internal).toBe(true);
    expect(article.attachments.map(({ filename }) => filename)).toEqual([
      '2026-001-request-form.html',
      '2026-001-request-form.docx',
    ]);
    const page = (await download(id, article, 0)).toString('utf8');
    expect(page).toContain('<tr><th>Пароль:</th><td>передан отдельно</td></tr>');
    expect(page).toContain('Выходит ошибка {{x}} {#rows}');
    expect(page).toContain('<td>user-17</td>');
    const word = readZip(await download(id, article, 1)).find(({ name }) => name === 'word/document.xml');
    expect(word?.content.toString('utf8')).toContain('Выходит ошибка {{x}} {#rows}');
    const acts = await governed.store.acts.list(2026);
    expect(acts).toMatchObject([{ number: 1, subject: `ticket:${id}`, cancelled: null }]);
    const effects = await governed.store.ledger.effectsOf(`ticket:${id}`);
    expect(effects.get(acts[0]?.effectKey ?? '')).toMatchObject({
      status: 'done',
      details: { act: '1/2026' },
    });
  });

  it('has one number however often the request is cut off', async () => {
    const id = await handOver();
    const { desk, time } = governed;
    const cutOff = (
      how: (work: () => ReturnType<Helpdesk['write']>) => ReturnType<Helpdesk['write']>,
    ): Promise<unknown> =>
      tick(
        {
          ...desk,
          helpdesk: wrapHelpdesk(desk.helpdesk, {
            write: (ticket, change) =>
              change.article?.attachments === undefined
                ? desk.helpdesk.write(ticket, change)
                : how(() => desk.helpdesk.write(ticket, change)),
          }),
        },
        { directory: null, lastAt: null },
      );

    await cutOff(() => Promise.reject(new AppError('unknown-outcome', 'cut before')));
    time.advanceBy(3 * MS_PER_MINUTE);
    await cutOff(async (work) => {
      await work();
      throw new AppError('unknown-outcome', 'cut after');
    });
    await settle();

    expect(await withFiles(id)).toHaveLength(1);
    expect(
      (await governed.store.acts.list(2026)).filter(({ subject }) => subject === `ticket:${id}`),
    ).toHaveLength(1);
  });

  it('is not sent, and told, when its template cannot be used', async () => {
    const id = await handOver();
    const { desk } = governed;
    const setWord = (): Promise<never> => Promise.reject(new AppError('input', 'the template is broken'));

    await tick({ ...desk, documents: { ...desk.documents, setWord } }, { directory: null, lastAt: null });

    expect(await withFiles(id)).toEqual([]);
    const refused = [...(await governed.store.ledger.effectsOf(`ticket:${id}`)).values()].filter(({ key }) =>
      key.includes('/request-form-attached/'),
    );
    expect(refused).toMatchObject([{ status: 'refused', details: { why: 'document-not-made' } }]);
  });
});
