import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { WorksRules } from '../../../src/core/works/judge-works.ts';
import { readApprovalFacts } from '../../../src/core/works/restricted-periods.ts';
import type { RecordedWorks } from '../../../src/core/works/works.ts';
import { DateTime } from 'luxon';

const zone = 'Europe/Kyiv';

/** A local time in Kyiv. */
export function kyiv(local: string): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

/** Planned works between local times in Kyiv, scheduled long before. */
export function kyivWorks(from: string, to: string, part: Partial<RecordedWorks> = {}): RecordedWorks {
  return {
    id: from,
    month: from.slice(0, 7),
    kind: 'planned',
    title: 'Оновлення серверів',
    fromAt: kyiv(from),
    toAt: kyiv(to),
    agreedBy: '',
    approvedBy: '',
    scheduledAt: kyiv('2026-11-01T10:00'),
    ...part,
  };
}

/** What the pack judges works by. */
export function rulesOf(pack: CompiledPack): WorksRules {
  const { works } = pack.desk;
  if (works === undefined) throw new Error('the pack knows no works');
  return { works, approval: readApprovalFacts(pack), zone };
}
