import { describe, expect, it } from 'vitest';
import type { Terminal } from '../../src/cli/terminal.ts';
import { withProgress } from '../../src/cli/with-progress.ts';

function terminalThat(showsProgress: boolean): { readonly terminal: Terminal; readonly said: string[] } {
  const said: string[] = [];
  const terminal: Partial<Terminal> = { showsProgress, say: (text) => void said.push(text) };
  return { terminal: terminal as Terminal, said };
}

const pull = { pages: 2, read: 7, changed: [], gone: 0 };

describe('withProgress', () => {
  it('shows a watching person how far it is, and closes the line', async () => {
    const { terminal, said } = terminalThat(true);
    const result = await withProgress(terminal, ({ onPage, onText }) => {
      onPage(pull);
      onText(1, 3);
      return Promise.resolve('done');
    });
    expect(result).toBe('done');
    expect(said).toEqual(['\rpulled 2 page(s), 7 ticket(s)', '\rread the texts of 1 of 3 ticket(s)', '\n']);
  });

  it('closes the line also when the work fails, so that the error begins a new one', async () => {
    const { terminal, said } = terminalThat(true);
    const work = withProgress(terminal, ({ onPage }) => {
      onPage(pull);
      return Promise.reject(new Error('gone'));
    });
    await expect(work).rejects.toThrow('gone');
    expect(said.at(-1)).toBe('\n');
  });

  it('says nothing where nobody watches, and no empty line where nothing was shown', async () => {
    const alone = terminalThat(false);
    await withProgress(alone.terminal, ({ onPage }) => {
      onPage(pull);
      return Promise.resolve();
    });
    const idle = terminalThat(true);
    await withProgress(idle.terminal, () => Promise.resolve());
    expect([...alone.said, ...idle.said]).toEqual([]);
  });
});
