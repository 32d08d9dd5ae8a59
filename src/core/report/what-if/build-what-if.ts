import { inWords } from '../report-context.ts';
import type { ReportModel } from '../report-model.ts';
import { fillIn, writeInstant } from '../report-words.ts';
import { compareVerdicts } from './compare-verdicts.ts';
import { countWhatIf, type WhatIfFigure, type WhatIfInput } from './what-if-figures.ts';
import { summarySheet, ticketsSheet, whatIfComplianceSheet } from './what-if-sheets.ts';

/** The workbook of a what-if and its figures. */
export interface WhatIf {
  readonly model: ReportModel;
  readonly figures: readonly WhatIfFigure[];
}

/** The same tickets judged by two packs: what differs by clock, type and priority, and in which tickets. */
export function buildWhatIf(input: WhatIfInput): WhatIf {
  const { before, after, change, words } = input;
  const { context } = before;
  const clockIds = [
    ...new Set([before, after].flatMap((side) => side.context.pack.clocks.map(({ id }) => id))),
  ];
  const changes = compareVerdicts(clockIds, before, after);
  const figures = clockIds.flatMap((clockId) => countWhatIf(clockId, input, changes));
  const { pack, language, cutOffAt } = context;
  const { zone } = pack.manifest;
  const model: ReportModel = {
    layout: 'what-if',
    title: fillIn(words.title, { change }),
    subject: inWords(context, pack.manifest.title),
    keywords: `${pack.manifest.id} ${pack.hash} ${after.context.pack.hash}`,
    language,
    zone,
    dateFormat: context.words.date_format,
    dateTimeFormat: context.words.date_time_format,
    localeId: context.words.locale_id,
    cutOffAt,
    footer: {
      left: fillIn(context.words.as_of, { at: writeInstant(cutOffAt, context.words, zone), zone }),
      right: context.words.page_of,
    },
    sheets: [
      summarySheet(input, figures),
      whatIfComplianceSheet(input, figures),
      ticketsSheet(input, changes),
    ],
  };
  return { model, figures };
}
