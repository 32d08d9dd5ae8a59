import { describe, expect, it } from 'vitest';
import type { IssuedDocument, Store } from '../../../src/store/store.ts';

function aDocument(part: Partial<IssuedDocument> = {}): IssuedDocument {
  return {
    id: 'weekly/2026-W47',
    kind: 'weekly',
    period: '2026-W47',
    issuedAt: 1_795_000_000_000,
    sha256: 'f'.repeat(64),
    path: 'weekly-2026-W47.xlsx',
    figures: { received: 12, byProcess: [{ name: 'Бюджет', open: 3 }] },
    recipients: ['mrg'],
    ...part,
  };
}

export function describeDocuments(store: () => Store): void {
  describe('documents', () => {
    it('registers what was issued, oldest first', async () => {
      const newer = aDocument();
      const older = aDocument({ id: 'act/1', kind: 'act', issuedAt: 5, figures: null, recipients: [] });
      await store().documents.add(newer);
      await store().documents.add(older);

      expect(await store().documents.get(newer.id)).toEqual(newer);
      expect(await store().documents.get('act/2')).toBeNull();
      expect(await store().documents.list(null)).toEqual([older, newer]);
      expect(await store().documents.list('act')).toEqual([older]);
    });

    it('refuses a second document under one number', async () => {
      await store().documents.add(aDocument());

      await expect(store().documents.add(aDocument({ sha256: '0' }))).rejects.toMatchObject({
        code: 'refused',
      });
      expect(await store().documents.get(aDocument().id)).toEqual(aDocument());
    });
  });
}
