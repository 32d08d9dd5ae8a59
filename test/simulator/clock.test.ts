import { describe, expect, it } from 'vitest';
import { VirtualClock, WallClock } from '../../src/simulator/clock.ts';

describe('VirtualClock', () => {
  it('stands still until it is moved', () => {
    const clock = new VirtualClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advanceBy(500);
    expect(clock.now()).toBe(1_500);
  });

  it('runs what has become due in order of time, each at its own time', () => {
    const clock = new VirtualClock(0);
    const ran: [string, number][] = [];
    for (const [name, dueAt] of [
      ['late', 300],
      ['early', 100],
      ['also early', 100],
      ['never', 1_001],
    ] as const) {
      clock.schedule(dueAt, () => ran.push([name, clock.now()]));
    }
    clock.advanceTo(1_000);
    expect(ran).toEqual([
      ['early', 100],
      ['also early', 100],
      ['late', 300],
    ]);
  });

  it('runs in the same move what a task has scheduled', () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    const repeat = (): void => {
      ran.push(clock.now());
      clock.schedule(clock.now() + 10, repeat);
    };
    clock.schedule(10, repeat);
    clock.advanceTo(35);
    expect(ran).toEqual([10, 20, 30]);
  });

  it('jumps without running anything, and catches up at the next move', () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    clock.schedule(10, () => ran.push(clock.now()));
    clock.set(50);
    expect(ran).toEqual([]);
    clock.advanceBy(0);
    expect(ran).toEqual([50]);
  });

  it('never moves backwards by advancing', () => {
    const clock = new VirtualClock(100);
    clock.advanceTo(50);
    expect(clock.now()).toBe(100);
  });

  it('forgets a task that was taken off', () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    const cancel = clock.schedule(10, () => ran.push('cancelled'));
    clock.schedule(10, () => ran.push('kept'));
    cancel();
    clock.advanceTo(10);
    expect(ran).toEqual(['kept']);
  });
});

describe('WallClock', () => {
  it('runs a task when its time has come, and none after it was stopped', async () => {
    const clock = new WallClock();
    const isRun = new Promise<void>((resolve) => {
      clock.schedule(clock.now() + 5, resolve);
    });
    await expect(isRun).resolves.toBeUndefined();
    let isLate = false;
    clock.schedule(clock.now(), () => {
      isLate = true;
    });
    clock.stop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isLate).toBe(false);
  });
});
