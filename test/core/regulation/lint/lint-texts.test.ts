import { describe, expect, it } from 'vitest';
import { diagnoseEdit } from './diagnose.ts';

const body = 'texts.yaml texts[3].body: error:';
const place = '{{date reaction_term}}';

describe('lintTexts', () => {
  it.each([
    ['{{ticket.numbr}}', 'no text can show "ticket.numbr", did you mean "ticket.number"?'],
    ['{{fields.proces}}', 'no text can show "fields.proces", did you mean "fields.process"?'],
    ['{{dat reaction_term}}', 'there is no helper "dat", did you mean "date"?'],
    ['{{date}}', 'the helper "date" takes 1 argument(s), not 0'],
    ['{{plural share "hour"}}', 'the helper "plural" takes 3 to 7 argument(s), not 2'],
    ['{{date reaction_term zone="UTC"}}', '"date" takes no named arguments'],
    ['{{{reaction_term}}}', 'values are always escaped: write {{…}}, not {{{…}}} or {{&…}}'],
    ['{{this}}', 'no text can show "this"'],
    ['{{> footer}}', 'PartialStatement is not used in texts'],
    ['{{#if (list mising)}}x{{/if}}', 'no text can show "mising", did you mean "missing"?'],
    ['{{constructor}}', 'no text can show "constructor"'],
  ])('refuses %s', (template, message) => {
    expect(diagnoseEdit('texts.yaml', [place, template])).toEqual([`${body} ${message}`]);
  });

  it.each([
    '{{#each missing}}{{@index}} {{this}}{{#if ../owner}}, {{../owner}}{{/if}}{{/each}}',
    '{{#if owner}}{{owner}}{{else}}{{group}}{{/if}}',
    '{{datetime terms.resolution}}, {{fields.process}}, {{addresses.board}}, {{values.leads}}',
    '{{#unless switches.pause-while-waiting}}x{{/unless}}',
    '{{plural share "hour" "hours"}} {{duration used}} {{list missing}} {{!-- note --}}',
  ])('accepts %s', (template) => {
    expect(diagnoseEdit('texts.yaml', [place, template])).toEqual([]);
  });

  it.each([
    ['{{#if term}}x', 'a block that is begun with {{# is not ended with {{/ (line 1)'],
    [
      'until {{datetime term} at last',
      'it cannot be read at the end of "...ntil {{datetime term}" (line 1); a name stands between {{ and }}',
    ],
    ['{{#if term}}x{{/unless}}', "if doesn't match unless - 1:33"],
  ])('says where %s is not well-formed', (template, what) => {
    expect(diagnoseEdit('texts.yaml', [place, template])).toEqual([
      `texts.yaml texts[3].body: error: the template is not well-formed: ${what}`,
    ]);
  });
});

describe('lintTextUse', () => {
  it('demands a subject of what is sent as a letter', () => {
    expect(
      diagnoseEdit('texts.yaml', ["    subject: 'Request {{ticket.number}} is registered'\n", '']),
    ).toEqual(['texts.yaml texts[0]: error: "letter-registered" is sent as a letter and needs a subject']);
  });

  it('warns of a text that nothing uses', () => {
    expect(diagnoseEdit('rules.yaml', ['text: note-undone', 'text: note-unclassified'])).toEqual([
      'texts.yaml texts[5]: warning: nothing uses the text "note-undone"',
    ]);
  });

  it('warns of a notice that no rule owes', () => {
    expect(diagnoseEdit('rules.yaml', ['letter: changed', 'letter: registered'])).toEqual([
      'rules.yaml notices[1]: warning: no rule owes the notice "changed"',
    ]);
  });
});

describe('lintNative', () => {
  it('warns of a letter that the helpdesk cannot fill in by itself', () => {
    expect(diagnoseEdit('texts.yaml', ['Good day.', 'Good day, {{type}}.'])).toEqual([
      'texts.yaml texts[0]: warning: the helpdesk writes "letter-registered" by itself and can show no more than ticket.number, addresses, values, switches and pack.title; without it, a letter is left to the service and a macro writes nothing',
    ]);
    expect(diagnoseEdit('texts.yaml', ['Good day.', 'Write to {{addresses.board}}.'])).toEqual([]);
  });

  it('warns of an overview that asks for what the helpdesk does not know', () => {
    expect(
      diagnoseEdit('helpdesk.yaml', [
        'when: { group: front, ',
        'when: { not: { clock: { reaction: met } }, ',
      ]),
    ).toEqual([
      'helpdesk.yaml overviews[0].when.not.clock: warning: forms and overviews compare fields; the helpdesk knows nothing of "clock"',
    ]);
  });
});

describe('texts that are shown to everybody', () => {
  it('may show number, state, term and addresses, and nothing else of a ticket', () => {
    const open =
      'texts:\n  - { id: open, answer: status, body: "{{ticket.number}} {{state}} {{term}}", product: true }';
    const closed = open.replace('{{state}}', '{{owner}}');

    expect(diagnoseEdit('texts.yaml', ['texts:', open])).toEqual([]);
    expect(diagnoseEdit('texts.yaml', ['texts:', closed])).toEqual([
      expect.stringContaining('no text can show "owner"'),
    ]);
  });
});
