import type { ClockReading, ClockState } from './clock-reading.ts';

/** From best to worst; `left` and `merged` say nothing of a ticket that another cycle judges. */
const fromBestToWorst: readonly ClockState[] = [
  'merged',
  'left',
  'not-started',
  'met',
  'paused',
  'running',
  'breached',
  'missed',
];

/** The verdict on a ticket: of each clock its worst cycle, of equal ones the latest. By clock id. */
export function worstReadings(readings: readonly ClockReading[]): ReadonlyMap<string, ClockReading> {
  const worst = new Map<string, ClockReading>();
  for (const reading of readings) {
    const other = worst.get(reading.clockId);
    if (other === undefined || rank(reading) >= rank(other)) worst.set(reading.clockId, reading);
  }
  return worst;
}

function rank({ state }: ClockReading): number {
  return fromBestToWorst.indexOf(state);
}
