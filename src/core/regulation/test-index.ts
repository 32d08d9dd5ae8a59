/** Clause → ids of the tests whose titles are tagged with it, in order of files and lines. */
export type TestIndex = Readonly<Record<string, readonly string[]>>;

/** A call with a title: `it('…'`, `describe.each(…)('…'`; skipped ones and those still to be written show nothing. */
const TITLE =
  /(?<call>\b(?:it|test|describe)(?:\.\w+)*|\))\s*\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>/g;
/** A tag in a title: `[K 4.15]`, `[K 4.15, K 4.9.5]`. */
const TAG = /\[(?<clauses>[A-Z]+ [^\]]+)\]/g;

/**
 * The tests that show clauses, found by the tags in their titles. `sources` are test files by path; only clauses of the
 * regulation's letter count.
 */
export function indexTests(sources: ReadonlyMap<string, string>, letter: string): TestIndex {
  const index: Record<string, string[]> = {};
  for (const [file, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const { call, title } of titlesIn(text)) {
      if (/\.(?:skip|todo)\b/.test(call)) continue;
      for (const clause of clausesIn(title)) {
        if (!clause.startsWith(`${letter} `)) continue;
        const tests = (index[clause] ??= []);
        const id = `${file} › ${title}`;
        if (!tests.includes(id)) tests.push(id);
      }
    }
  }
  return Object.fromEntries(
    Object.entries(index).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })),
  );
}

function titlesIn(text: string): readonly { readonly call: string; readonly title: string }[] {
  return [...text.matchAll(TITLE)].map(({ groups }) => ({
    call: groups?.['call'] ?? '',
    title: (groups?.['title'] ?? '').replace(/\\(['"`])/g, '$1'),
  }));
}

function clausesIn(title: string): readonly string[] {
  return [...title.matchAll(TAG)].flatMap(({ groups }) =>
    (groups?.['clauses'] ?? '').split(/[,;]\s*(?=[A-Z]+ )/).map((clause) => clause.trim()),
  );
}
