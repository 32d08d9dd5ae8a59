import { describe, expect, it } from 'vitest';
import { readLetter } from '../../../src/core/policy/read-letter.ts';
import type { ReadLetter } from '../../../src/core/policy/read-letter.ts';
import { kyivFolder } from '../../packs/kyiv.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const pack = compileTestPack({
  pack: kyivFolder,
  overlay: [
    'intake: { proactive-letters: { sender: robot@gb.example.org, labels: { kyivid_repeated: [Повторний запит] } } }',
    'senders: { information: support@desk.example.org }',
  ].join('\n'),
});

function read(...lines: readonly string[]): ReadLetter | null {
  const intake = pack.intake.get('proactive-letters');
  if (intake === undefined) throw new Error('the pack takes no letters in');
  return readLetter(lines.join('\n'), intake, pack);
}

const created = 'Час створення запису в ГБ: 23.11.2026 10:15';
const data = 'Дані які були отримані: Марія Коваль, Maria@Example.net, РНОКПП не отримано';
const repeated = 'Повторний запит — 23.11.2026 12:00';

describe('readLetter', () => {
  it('reads the three lines, in any order, and whom they are about [K 4.12.1]', () => {
    expect(read('Доброго дня!', repeated, '', data, created, 'З повагою')).toEqual({
      fields: {
        record_created: '23.11.2026 10:15',
        data_received: 'Марія Коваль, Maria@Example.net, РНОКПП не отримано',
        kyivid_repeated: '23.11.2026 12:00',
      },
      applicantEmail: 'maria@example.net',
    });
  });

  it('reads what stands under a label up to the next label or empty line [K 4.12.1]', () => {
    const letter = read(
      'ДАНІ, ЯКІ БУЛИ ОТРИМАНІ',
      'Марія  Коваль',
      'maria@example.net',
      created,
      repeated,
      'Підпис',
    );

    expect(letter?.fields['data_received']).toBe('Марія Коваль; maria@example.net');
    expect(
      read('Дані які були отримані:', 'maria@example.net', '', 'x@example.net', created, repeated)?.fields,
    ).toHaveProperty('data_received', 'maria@example.net');
  });

  it('cuts values to what the field can hold', () => {
    const long = read(created, `${data} ${'я'.repeat(3_000)}`, repeated);

    expect(String(long?.fields['data_received'])).toHaveLength(500);
  });

  it.each<[string, readonly string[]]>([
    ['a label is missing', [created, data]],
    ['a value is missing', [created, data, 'Повторний запит:', '', 'x']],
    ['a label is only the beginning of other words', [created, data, 'Повторний запити: 12:00']],
    ['a label stands twice with two values', [created, data, repeated, 'Повторний запит: 13:00']],
    ['no address is given', [created, 'Дані які були отримані: Марія Коваль', repeated]],
    ['two addresses are given', [created, `${data}, other@example.net`, repeated]],
    [
      'the address is the machine itself',
      [created, 'Дані які були отримані: Robot@gb.example.org', repeated],
    ],
    ['the address is our own', [created, 'Дані які були отримані: support@desk.example.org', repeated]],
    [
      'the address is one of the regulation',
      [created, 'Дані які були отримані: mrg@kyivcity.gov.ua', repeated],
    ],
    ['it is empty', ['']],
  ])('leaves a letter to people when %s [K 4.12]', (_, lines) => {
    expect(read(...lines)).toBeNull();
  });

  it('looks at no more than a bounded part of hostile text', () => {
    const flood = `${'a@'.repeat(200_000)}\n${'Дані які були отримані: '.repeat(50_000)}\n`;

    expect(read(flood, created, data, repeated)).toBeNull();
    expect(read(created, `${data} ${'a.'.repeat(1_900)}`, repeated)?.applicantEmail).toBe(
      'maria@example.net',
    );
  });
});
