import { describe, expect, it } from 'vitest';
import { Journal } from '../../../src/simulator/state/journal.ts';
import type { Row } from '../../../src/simulator/state/row.ts';
import { Table } from '../../../src/simulator/state/table.ts';

interface Item extends Row {
  name: string;
}

function open() {
  const journal = new Journal();
  const table = new Table<Item>(journal, ['name']);
  const kept = table.insert({ name: 'kept' });
  const removed = table.insert({ name: 'removed' });
  const fail = (): void => {
    table.insert({ name: 'added' });
    table.update(kept, { name: 'changed' });
    table.remove(removed);
    throw new Error('no');
  };
  return { journal, table, fail };
}

describe('Journal', () => {
  it('undoes additions, changes and removals of a transaction that throws, indexes included', () => {
    const { journal, table, fail } = open();
    expect(() => {
      journal.atomically(fail);
    }).toThrow('no');
    expect(table.all().map(({ name }) => name)).toEqual(['kept', 'removed']);
    expect(table.where('name', 'kept')).toHaveLength(1);
    expect(table.where('name', 'removed')).toHaveLength(1);
    expect(table.where('name', 'added')).toEqual([]);
    expect(table.where('name', 'changed')).toEqual([]);
  });

  it('makes a transaction inside another part of it', () => {
    const { journal, table, fail } = open();
    expect(() => {
      journal.atomically(() => {
        journal.atomically(() => table.insert({ name: 'inner' }));
        fail();
      });
    }).toThrow('no');
    expect(table.where('name', 'inner')).toEqual([]);
  });

  it('keeps what was changed when nothing throws', () => {
    const { journal, table } = open();
    journal.atomically(() => table.insert({ name: 'added' }));
    expect(table.where('name', 'added')).toHaveLength(1);
  });
});
