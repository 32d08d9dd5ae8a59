import { parseSpan } from '../regulation/span.ts';
import { fillIn } from './report-words.ts';
import type { ReportWords } from './report-words.ts';

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;

/** A span of the pack in words: `30m` and `16h` in minutes or hours, days and years as such. */
export function spanText(span: string, words: ReportWords): string {
  const parsed = parseSpan(span);
  switch (parsed.kind) {
    case 'working':
    case 'elapsed': {
      const minutes = parsed.durationMs / MS_PER_MINUTE;
      const isHours = minutes % MINUTES_PER_HOUR === 0;
      return fillIn(isHours ? words.span_hours : words.span_minutes, {
        n: isHours ? minutes / MINUTES_PER_HOUR : minutes,
      });
    }
    case 'working-days':
      return fillIn(words.span_working_days, { n: parsed.days });
    case 'calendar-days':
      return fillIn(words.span_calendar_days, { n: parsed.days });
    case 'years':
      return fillIn(words.span_years, { n: parsed.years });
  }
}
