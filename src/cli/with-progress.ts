import type { PullReport } from '../app/synchronise.ts';
import type { Terminal } from './terminal.ts';

/** Tells a watching person how far reading from the helpdesk is. */
interface Progress {
  readonly onPage: (pull: PullReport) => void;
  readonly onText: (read: number, of: number) => void;
}

/** Shows how far the work is, on one line that is closed however it ends; nothing where nobody watches. */
export async function withProgress<Result>(
  terminal: Terminal,
  work: (progress: Progress) => Promise<Result>,
): Promise<Result> {
  const line = { isOpen: false };
  const show = (text: string): void => {
    if (!terminal.showsProgress) return;
    terminal.say(`\r${text}`);
    line.isOpen = true;
  };
  try {
    return await work({
      onPage: ({ pages, read }) => {
        show(`pulled ${pages} page(s), ${read} ticket(s)`);
      },
      onText: (read, of) => {
        show(`read the texts of ${read} of ${of} ticket(s)`);
      },
    });
  } finally {
    if (line.isOpen) terminal.say('\n');
  }
}
