import { describe, expect, it } from 'vitest';
import { parseOffset, parseSpan } from '../../../src/core/regulation/span.ts';
import { Span } from '../../../src/core/regulation/schema/scalars.ts';

const spans = [
  ['30m', { kind: 'working', durationMs: 1_800_000 }],
  ['1.5h', { kind: 'working', durationMs: 5_400_000 }],
  ['2m-elapsed', { kind: 'elapsed', durationMs: 120_000 }],
  ['24h-elapsed', { kind: 'elapsed', durationMs: 86_400_000 }],
  ['3wd', { kind: 'working-days', days: 3, ends: 'same-time' }],
  ['3wd-close', { kind: 'working-days', days: 3, ends: 'close' }],
  ['10d', { kind: 'calendar-days', days: 10 }],
  ['3y', { kind: 'years', years: 3 }],
] as const;

describe('parseSpan', () => {
  it.each(spans)('reads %s', (text, expected) => {
    expect(parseSpan(text)).toEqual(expected);
    expect(Span.safeParse(text).success).toBe(true);
  });

  it.each(['', '4', 'h', '-4h', '4 h', '4h-close', '1.5d', '2d-elapsed', '3y-close', '1.5wd', '3wd-elapsed'])(
    'refuses "%s", as the schema does',
    (text) => {
      expect(() => parseSpan(text)).toThrow(RangeError);
      expect(Span.safeParse(text).success).toBe(false);
    },
  );
});

describe('parseOffset', () => {
  it('keeps the sign apart from the span', () => {
    expect(parseOffset('-30m')).toEqual({ sign: -1, span: { kind: 'working', durationMs: 1_800_000 } });
    expect(parseOffset('+1wd')).toEqual({
      sign: 1,
      span: { kind: 'working-days', days: 1, ends: 'same-time' },
    });
  });

  it('refuses a span without a sign', () => {
    expect(() => parseOffset('30m')).toThrow(RangeError);
  });
});
