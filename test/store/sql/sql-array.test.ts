import { describe, expect, it } from 'vitest';
import { arrayOf, columnsOf } from '../../../src/store/sql/sql-array.ts';
import { sql } from '../../../src/store/sql/sql-database.ts';
import { openTestDatabase } from '../../support/open-test-store.ts';

describe('arrays for PostgreSQL', () => {
  it('come over as they are, whatever a text holds', async () => {
    const items = ['plain', '', 'NULL', null, 'a,b', '{}', '"quoted"', 'back\\slash', "it's", ' є \n\t☃😀 '];
    const numbers = [0, -1, 1_795_420_800_000, null];
    const database = await openTestDatabase();
    try {
      const statement = sql<{ text: unknown; number: unknown }>(
        'SELECT to_json($1::text[])::text AS text, to_json($2::int8[])::text AS number',
      );
      const { rows } = await database.query(statement, [arrayOf(items), arrayOf(numbers)]);
      expect(JSON.parse(String(rows[0]?.text))).toEqual(items);
      expect(JSON.parse(String(rows[0]?.number))).toEqual(numbers);
    } finally {
      await database.close();
    }
  });

  it('hold one column each', () => {
    expect(
      columnsOf([
        ['1', 2, null],
        ['3', 4, 'x'],
      ]),
    ).toEqual(['{"1","3"}', '{2,4}', '{NULL,"x"}']);
    expect(columnsOf([])).toEqual([]);
  });
});
