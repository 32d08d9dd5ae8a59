import { writeFile } from 'node:fs/promises';
import PizZip from 'pizzip';

/**
 * Writes the Word templates of documents anew, as they were at first. What somebody changed in Word is lost: it is run
 * by hand (`npx tsx scripts/write-document-templates.ts`) and by nothing else.
 */
const folder = new URL('../report-templates/documents/', import.meta.url);
const PACKED_ON = new Date(2000, 0, 1, 12);
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (style: string, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${text === '' ? '' : run(text)}</w:p>`;
const field = (code: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('1')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const cell = (width: number, content: string, properties = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`;
const table = (style: string, widths: readonly number[], rows: string): string =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="${style}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>`;

/** A paragraph that is left out whole when there is nothing to say. */
const whenThere = (style: string, name: string): readonly string[] =>
  [`{#${name}}`, `{${name}}`, `{/${name}}`].map((tag) => paragraph(style, tag));

const beginning = [
  ...whenThere('Heading0', 'heading'),
  ...whenThere('Stamp', 'cancelled'),
  paragraph('Title', '{title}'),
  paragraph('Registered', '{registered}'),
  paragraph('Note', '{#notes}'),
  paragraph('Note', '{text}'),
  paragraph('Note', '{/notes}'),
].join('');

const line = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:color="000000"/></w:tcBorders>';
const signatureWidths = [3_750, 1_850, 120, 2_150, 120, 1_360];
const signatureCells = (contents: readonly string[], style: string, isRuled: boolean): string =>
  `<w:tr><w:trPr><w:cantSplit/></w:trPr>${contents
    .map((text, index) =>
      cell(signatureWidths[index] ?? 0, paragraph(style, text), isRuled && index % 2 === 1 ? line : ''),
    )
    .join('')}</w:tr>`;
const signatures = [
  paragraph('Gap', ''),
  table(
    'PlainTable',
    signatureWidths,
    signatureCells(['{#signatures}{label}', '', '', '', '', ''], 'Signature', true) +
      signatureCells(['', '{signature}', '', '{name}', '', '{date}{/signatures}'], 'Caption', false),
  ),
  paragraph('Gap', ''),
].join('');

const bodies: Readonly<Record<string, string>> = {
  form: table(
    'ReglamentTable',
    [3_930, 5_420],
    `<w:tr>${cell(3_930, paragraph('Cell', '{#rows}{label}'))}${cell(5_420, paragraph('Cell', '{value}{/rows}'))}</w:tr>`,
  ),
  list: paragraph('Small', '{@table}'),
  repetitions: [
    paragraph('Group', '{#groups}'),
    paragraph('Group', '{title}'),
    paragraph('Note', '{facts}'),
    paragraph('Small', '{@trend}'),
    paragraph('Small', ''),
    paragraph('Small', '{@table}'),
    paragraph('Small', ''),
    paragraph('Note', '{#toFill}'),
    paragraph('Note', '{label}'),
    paragraph('Blank', ''),
    paragraph('Blank', ''),
    paragraph('Note', '{/toFill}'),
    paragraph('Note', '{/groups}'),
  ].join(''),
};

interface Style {
  readonly id: string;
  readonly name: string;
  readonly paragraph?: string;
  readonly run?: string;
}

const styles: readonly Style[] = [
  {
    id: 'Title',
    name: 'Title',
    paragraph: '<w:keepNext/><w:spacing w:after="60"/><w:jc w:val="center"/>',
    run: '<w:b/><w:sz w:val="32"/>',
  },
  {
    id: 'Heading0',
    name: 'Annex',
    paragraph: '<w:spacing w:after="200"/><w:jc w:val="right"/>',
    run: '<w:sz w:val="20"/>',
  },
  { id: 'Stamp', name: 'Stamp', paragraph: '<w:jc w:val="center"/>', run: '<w:b/><w:sz w:val="28"/>' },
  { id: 'Registered', name: 'Registered', paragraph: '<w:spacing w:after="240"/><w:jc w:val="center"/>' },
  { id: 'Note', name: 'Note', paragraph: '<w:spacing w:after="60"/>' },
  {
    id: 'Group',
    name: 'Group',
    paragraph: '<w:keepNext/><w:spacing w:before="240" w:after="60"/>',
    run: '<w:b/>',
  },
  { id: 'Cell', name: 'Cell' },
  { id: 'Small', name: 'Small', run: '<w:sz w:val="19"/>' },
  { id: 'Gap', name: 'Gap', paragraph: '<w:spacing w:after="240"/>' },
  {
    id: 'Blank',
    name: 'Blank line',
    paragraph:
      '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/><w:between w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="160"/>',
  },
  { id: 'Signature', name: 'Signature', paragraph: '<w:keepNext/><w:spacing w:before="240"/>' },
  { id: 'Caption', name: 'Caption', paragraph: '<w:jc w:val="center"/>', run: '<w:sz w:val="16"/>' },
  {
    id: 'Footer',
    name: 'footer',
    paragraph: '<w:tabs><w:tab w:val="right" w:pos="9350"/></w:tabs>',
    run: '<w:sz w:val="16"/>',
  },
];

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
const ruled = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
const margins =
  '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>';

const stylesXml = `${XML}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${styles
  .map(
    ({ id, name, paragraph: properties = '', run: runs = '' }) =>
      `<w:style w:type="paragraph" w:customStyle="${['Title', 'footer'].includes(name) ? 0 : 1}" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${properties}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`,
  )
  .join(
    '',
  )}<w:style w:type="table" w:default="1" w:styleId="PlainTable"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="ReglamentTable"><w:name w:val="Reglament table"/><w:basedOn w:val="PlainTable"/><w:tblPr><w:tblBorders>${ruled}</w:tblBorders>${margins}</w:tblPr></w:style></w:styles>`;

const footerXml = `${XML}<w:ftr xmlns:w="${WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run('{#footer}{text}{/footer}')}<w:r><w:tab/></w:r>${run('{#footer}{page}{/footer} ')}${field('PAGE')}${run(' {#footer}{of}{/footer} ')}${field('NUMPAGES')}</w:p></w:ftr>`;

function documentXml(body: string): string {
  return `${XML}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${beginning}${body}${signatures}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (content: string): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
const part = (name: string, type: string): string =>
  `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`;

for (const [name, body] of Object.entries(bodies)) {
  const zip = new PizZip();
  const add = (path: string, text: string): void => {
    zip.file(path, text, { date: PACKED_ON, createFolders: false });
  };
  add(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('/word/document.xml', 'document.main')}${part('/word/styles.xml', 'styles')}${part('/word/footer1.xml', 'footer')}</Types>`,
  );
  add('_rels/.rels', relations(relation('rId1', 'officeDocument', 'word/document.xml')));
  add('word/document.xml', documentXml(body));
  add('word/styles.xml', stylesXml);
  add('word/footer1.xml', footerXml);
  add(
    'word/_rels/document.xml.rels',
    relations(relation('rId1', 'styles', 'styles.xml') + relation('rId2', 'footer', 'footer1.xml')),
  );
  await writeFile(
    new URL(`${name}.docx`, folder),
    zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }),
  );
}
