import type { Pull } from '../app/synchronise.ts';
import type { Terminal } from './terminal.ts';

/** Shows a watching person how far a pull is; `end` closes the line. */
export interface PageDisplay {
  readonly onPage: (pull: Pull) => void;
  readonly end: () => void;
}

/** Shows nothing where nobody watches. */
export function showPages(terminal: Terminal): PageDisplay {
  return {
    onPage: ({ pages, read }) => {
      if (terminal.showsProgress) terminal.say(`\rpulled ${pages} page(s), ${read} ticket(s)`);
    },
    end: () => {
      if (terminal.showsProgress) terminal.say('\n');
    },
  };
}
