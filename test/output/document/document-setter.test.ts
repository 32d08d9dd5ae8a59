import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentModel } from '../../../src/core/document/document-model.ts';
import { createDocumentSetter } from '../../../src/output/document/document-setter.ts';
import { wordText } from '../../../src/output/document/word-text.ts';
import {
  aDocument,
  aDocumentTicket,
  hostileTexts,
  november,
  setter,
  templatesFolder,
} from '../../support/a-document.ts';
import { ePack } from '../../packs/e-qyzmet.ts';
import { readZip } from '../../support/workbook/read-zip.ts';
import { parseXml } from '../../support/workbook/xml.ts';
import type { Element } from '../../support/workbook/xml.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

const form = (text: string): Promise<DocumentModel> =>
  aDocument(ePack(), 'request-form', {
    tickets: [aDocumentTicket('31001', '2026-11-24T05:00:00Z', {}, { error_description: text })],
  });
const list = (text: string): Promise<DocumentModel> =>
  aDocument(ePack(), 'database-changes', {
    tickets: [
      aDocumentTicket('31001', '2026-11-24T05:00:00Z', {}, { title: text }),
      aDocumentTicket('31002', '2026-11-24T05:00:00Z'),
    ],
    period: november,
  });
const repetitions = (text: string): Promise<DocumentModel> =>
  aDocument(ePack(), 'recurring-errors', {
    tickets: [1, 2, 3].map((day) =>
      aDocumentTicket(
        `3100${day}`,
        `2026-11-0${day}T05:00:00Z`,
        { error_module: 'Приказы' },
        { title: `${text} ошибка` },
      ),
    ),
    period: november,
  });
const documents = {
  form: [form, (text: string) => text],
  list: [list, (text: string) => text],
  repetitions: [repetitions, (text: string) => `${text} ошибка`],
} as const;

async function wordParts(model: DocumentModel): Promise<ReadonlyMap<string, string>> {
  const entries = readZip(Buffer.from(await setter.setWord(model)));
  return new Map(entries.map(({ name, content }) => [name, content.toString('utf8')]));
}

/** The texts of a Word file's paragraphs, line breaks told as such. */
function paragraphsOf({ name, children, text }: Element): readonly string[] {
  if (name === 'w:p') return [linesOf({ name, children, text, attributes: {} })];
  return children.flatMap(paragraphsOf);
}

function linesOf({ name, children, text }: Element): string {
  if (name === 'w:t') return text;
  return name === 'w:br' ? '\n' : children.map(linesOf).join('');
}

const skeletonOf = (xml: string): string =>
  xml.replace(/>[^<]+</g, '><').replaceAll('<w:t xml:space="preserve"></w:t><w:br/>', '');

describe.each(Object.entries(documents))('a hostile text in a %s', (_kind, [build, shown]) => {
  it.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'changes nothing but its own cell: %s',
    async (_name, text) => {
      const [tame, hostile] = [await build('ЗАМЕНА'), await build(text)];
      const tamePage = await setter.setPage(tame);
      const page = await setter.setPage(hostile);
      const [tameWord, word] = [await wordParts(tame), await wordParts(hostile)];

      const tags = (html: string): string =>
        html
          .replace(/<style>.*?<\/style>/s, '')
          .replace(/>[^<]*</g, '><')
          .replace(/width: [\d.]+%/g, '');
      expect(tags(page)).toBe(tags(tamePage));
      expect([...word.keys()]).toEqual([...tameWord.keys()]);
      const xml = word.get('word/document.xml') ?? '';
      const plain = (source: string): string =>
        skeletonOf(source.replace(/w:w="\d+"/g, ''))
          .replace(/<w:t [^>]*>|<\/?w:t>|<w:t\/>|<w:br\/>/g, '')
          .replace(/<w:r><\/w:r>|<w:r\/>/g, '');
      expect(plain(xml)).toBe(plain(tameWord.get('word/document.xml') ?? ''));
      expect(paragraphsOf(parseXml(xml))).toContain(wordText(shown(text)));
    },
  );
});

describe('setWord', () => {
  it('shows each text whole, with its line breaks', async () => {
    const text = '1. Открыть {карточку} & <приказ>\n2. «Сохранить» {{x}} {#rows}';

    const parts = await wordParts(await form(text));

    expect(paragraphsOf(parseXml(parts.get('word/document.xml') ?? ''))).toContain(text);
  });

  it('gives the same bytes for the same document', async () => {
    const hash = async (): Promise<string> =>
      createHash('sha256')
        .update(await setter.setWord(await list('Ошибка')))
        .digest('hex');

    expect(await hash()).toBe(await hash());
  });

  it('names the fault of a template that an operator broke', async () => {
    const own = join(folder, 'broken');
    await cp(templatesFolder, own, { recursive: true });
    await writeFile(join(own, 'documents', 'form.docx'), 'no Word file');
    await rm(join(own, 'documents', 'list.docx'));
    const broken = createDocumentSetter(own);

    await expect(broken.setWord(await form('x'))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('form.docx cannot be used') as string,
    });
    await expect(broken.setWord(await list('x'))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('no document template list.docx') as string,
    });
  });
});

describe('setPage', () => {
  it('loads nothing and runs nothing', async () => {
    const page = await setter.setPage(await form('x'));

    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|url\(/);
  });

  it('lets no template reach a prototype', async () => {
    const own = join(folder, 'curious');
    await cp(templatesFolder, own, { recursive: true });
    await writeFile(join(own, 'documents', 'form.hbs'), '{{title.constructor.name}}');

    await expect(createDocumentSetter(own).setPage(await form('x'))).rejects.toMatchObject({ code: 'input' });
  });
});

describe('write', () => {
  it('writes a document whole, for its owner alone', async () => {
    const path = join(folder, 'new', 'act.html');

    const { sha256, bytes } = await setter.write('текст', path);

    expect(await readFile(path, 'utf8')).toBe('текст');
    expect(bytes).toBe(10);
    expect(sha256).toBe(createHash('sha256').update('текст').digest('hex'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});
