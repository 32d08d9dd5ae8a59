import type { CompiledPack } from './compiled-pack.ts';
import { ENGINE_FEATURES } from './engine-features.ts';
import type { ClauseRow } from './schema/clause.ts';
import type { TestIndex } from './test-index.ts';

/** How a clause is met, strongest first. */
const CLAUSE_MEANS = ['configured', 'enforced', 'reported', 'attested', 'declared'] as const;

type ClauseMeans = (typeof CLAUSE_MEANS)[number];

/** A row of the clause table, and whether the pack keeps what it says. */
export interface CoveredRow {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly demands: string;
  /** The strongest of its means, or `open` when one of them is not there. */
  readonly status: ClauseMeans | 'open';
  readonly means: readonly ClauseMeans[];
  /** Why it is open; null otherwise. */
  readonly why: string | null;
  /** The elements by which it is met, that exist and are on. */
  readonly by: readonly string[];
  /** Elements of the row that a switch of this pack leaves out. */
  readonly off: readonly string[];
  /** Tests that show it: `file › title`. */
  readonly tests: readonly string[];
  readonly readings: readonly string[];
}

/** The kinds of elements that can be the means of a row; the other means need none. */
const KINDS_BY_MEANS: Readonly<Partial<Record<ClauseMeans, readonly string[]>>> = {
  configured: [
    'type',
    'priority',
    'group',
    'state',
    'field',
    'role',
    'proposal',
    'calendar',
    'clock',
    'notice',
    'text',
    'form',
    'overview',
    'macro',
    'text-module',
    'engine',
  ],
  enforced: ['calendar', 'clock', 'notice', 'rule', 'intake', 'roster', 'engine'],
  reported: ['report', 'document', 'measure', 'roster', 'works', 'engine'],
};

/**
 * The status of every row of the pack's clause table, computed from what the pack really holds. A row is open when it
 * says so itself, when an element it names (a reading's switch too) does not exist, when one of its means has no element of a fitting kind,
 * when none of its elements names one of its clauses (what the engine does for every pack needs not), or, given an
 * index of tests, when no test shows it. Attested and declared rows need neither elements nor tests.
 */
export function coverClauses(pack: CompiledPack, tests: TestIndex | null): readonly CoveredRow[] {
  return pack.clauses.map((row) => {
    const by = row.by.filter((ref) => exists(ref, pack));
    const shown = testsOf(row, tests);
    const why = row.open ?? whyOpen(row, by, pack) ?? (tests === null ? null : whyUntested(row, shown));
    const { id, clauses, demands, readings } = row;
    const means = CLAUSE_MEANS.filter((each) => row.means.includes(each));
    return {
      id,
      clauses,
      demands,
      readings,
      means,
      why,
      by,
      status: why === null ? (means[0] ?? 'open') : 'open',
      off: row.by.filter((ref) => pack.elements.get(ref)?.isOn === false),
      tests: shown,
    };
  });
}

function exists(ref: string, pack: CompiledPack): boolean {
  const feature = /^engine:(.+)$/.exec(ref)?.[1];
  return feature === undefined
    ? pack.elements.get(ref)?.isOn === true
    : Object.hasOwn(ENGINE_FEATURES, feature);
}

function whyOpen(row: ClauseRow, by: readonly string[], pack: CompiledPack): string | null {
  const named = [...row.by, ...row.readings.filter((reading) => reading.startsWith('switch:'))];
  const unknown = named.filter((ref) => !exists(ref, pack) && !pack.elements.has(ref));
  if (unknown.length > 0) return `there is no ${unknown.join(', ')}`;
  const unmet = row.means.filter((means) => {
    const kinds = KINDS_BY_MEANS[means];
    return kinds !== undefined && !by.some((ref) => kinds.includes(kindOf(ref)));
  });
  if (unmet.length > 0) return `nothing it names makes it ${unmet.join(' or ')}`;
  const isGrounded = by.some(
    (ref) =>
      kindOf(ref) === 'engine' ||
      pack.elements.get(ref)?.clauses.some((clause) => row.clauses.includes(clause)) === true,
  );
  return isGrounded || !needsEvidence(row) ? null : `no element it names stands on ${row.clauses.join(', ')}`;
}

function whyUntested(row: ClauseRow, tests: readonly string[]): string | null {
  return needsEvidence(row) && tests.length === 0 ? 'no test shows it' : null;
}

function needsEvidence({ means }: ClauseRow): boolean {
  return means.some((each) => KINDS_BY_MEANS[each] !== undefined);
}

/** The tests tagged with one of the row's clauses, and those it names itself if they exist. */
function testsOf({ clauses, tests }: ClauseRow, index: TestIndex | null): readonly string[] {
  if (index === null) return [];
  const known = new Set(Object.values(index).flat());
  return [
    ...new Set([...clauses.flatMap((clause) => index[clause] ?? []), ...tests.filter((id) => known.has(id))]),
  ];
}

function kindOf(ref: string): string {
  return ref.split(':')[0] ?? '';
}
