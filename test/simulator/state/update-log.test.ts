import { describe, expect, it } from 'vitest';
import { Journal } from '../../../src/simulator/state/journal.ts';
import type { StampedRow } from '../../../src/simulator/state/row.ts';
import { Table } from '../../../src/simulator/state/table.ts';
import { UpdateLog } from '../../../src/simulator/state/update-log.ts';

interface Item extends StampedRow {
  name: string;
}

const stamps = { created_by_id: 1, updated_by_id: 1, created_at: at(0) };

function at(second: number): string {
  return new Date(Date.parse('2026-11-23T08:00:00Z') + second * 1_000).toISOString();
}

function open() {
  const table = new Table<Item>(new Journal(), []);
  const log = new UpdateLog<Item>((row) => table.has(row));
  table.observer = {
    changed: (row) => {
      log.note(row);
    },
  };
  const add = (name: string, second: number): Item =>
    table.insert({ ...stamps, name, updated_at: at(second) });
  const names = (since: string | null, isDescending = false): string[] =>
    [...log.from(since, isDescending)].map(({ name }) => name);
  return { table, add, names };
}

describe('UpdateLog', () => {
  it('gives each row once, where it was changed last', () => {
    const { table, add, names } = open();
    const a = add('a', 1);
    add('b', 2);
    table.update(a, { updated_at: at(3) });
    expect(names(null)).toEqual(['b', 'a']);
    expect(names(null, true)).toEqual(['a', 'b']);
  });

  it('begins with what was changed at the very time asked for', () => {
    const { add, names } = open();
    add('a', 1);
    add('b', 2);
    add('c', 3);
    expect(names(at(2))).toEqual(['b', 'c']);
  });

  it('puts a row where it belongs when the clock was turned back', () => {
    const { add, names } = open();
    add('later', 5);
    add('earlier', 2);
    expect(names(null)).toEqual(['earlier', 'later']);
  });

  it('forgets removed rows', () => {
    const { table, add, names } = open();
    const a = add('a', 1);
    add('b', 2);
    table.remove(a);
    expect(names(null)).toEqual(['b']);
  });

  it('stays right through many changes of the same rows', () => {
    const { table, add, names } = open();
    const rows = ['a', 'b', 'c'].map((name, index) => add(name, index));
    for (let second = 10; second < 1_000; second++) {
      table.update(rows[second % 3]!, { updated_at: at(second) });
    }
    expect(names(null)).toEqual(['b', 'c', 'a']);
    expect(names(at(999))).toEqual(['a']);
  });
});
