import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { wordKeys } from '../../src/core/report/word-keys.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';

const templates = fileURLToPath(new URL('../../report-templates', import.meta.url));
const languages = readdirSync(join(templates, 'words')).map((name) => name.replace('.yaml', ''));
const placesIn = (word: string): readonly string[] =>
  [...word.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

const folder = mkdtempSync(join(tmpdir(), 'words-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('createReportTemplates', () => {
  it.each(languages)('reads every word in %s, with the places that English has', async (language) => {
    const reader = createReportTemplates(templates);
    const [words, english] = [await reader.readWords(language), await reader.readWords('en')];
    expect(Object.keys(words).sort()).toEqual([...wordKeys].sort());
    for (const key of wordKeys) expect([key, placesIn(words[key])]).toEqual([key, placesIn(english[key])]);
  });

  it.each(['readMailWords', 'readWhatIfWords'] as const)(
    'has all words of %s in every language',
    async (read) => {
      const reader = createReportTemplates(templates);
      const english = Object.entries(await reader[read]('en'));
      expect(languages).toHaveLength(3);
      for (const language of languages.filter((each) => each !== 'en')) {
        const words = new Map(Object.entries(await reader[read](language)));
        expect(words).not.toEqual(new Map(english));
        for (const [key, word] of english)
          expect([language, key, placesIn(words.get(key) ?? '')]).toEqual([language, key, placesIn(word)]);
      }
    },
  );

  it('takes English where a language has no words yet', async () => {
    const reader = createReportTemplates(templates);
    expect(await reader.readWords('kk')).toEqual(await reader.readWords('en'));
  });

  it('names the words that a file lacks', async () => {
    mkdirSync(join(folder, 'words'));
    writeFileSync(join(folder, 'words', 'uk.yaml'), 'as_of: Станом на {at}\n');
    const reading = createReportTemplates(folder).readWords('uk');
    await expect(reading).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('page_of'),
    });
  });
});
