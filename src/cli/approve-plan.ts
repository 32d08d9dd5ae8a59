import { AppError } from '../core/app-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks whether a shown plan may be carried out.
 * @throws AppError `refused` without a terminal to ask at and without `--yes`.
 */
export async function approvePlan(terminal: Terminal, isApproved: boolean): Promise<boolean> {
  if (isApproved) return true;
  if (!terminal.canAsk) {
    throw new AppError(
      'refused',
      'Nothing was changed: there is no terminal to ask at; look at what is shown, then give --yes',
    );
  }
  const answer = await terminal.ask('Carry this out? Only "yes" will do: ');
  return answer.trim().toLowerCase() === 'yes';
}
