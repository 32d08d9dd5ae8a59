import { AppError } from '../core/app-error.ts';
import type { Person } from '../core/policy/evaluation.ts';
import type { Installation } from './installation.ts';

/**
 * The helpdesk's agents, by whose logins reports name people. Nobody where there is no service token, as then what is
 * stored must do.
 * @throws AppError as the helpdesk does
 */
export async function listPeople(installation: Installation): Promise<readonly Person[]> {
  try {
    return await (await installation.helpdesk()).listPeople();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'input')) throw error;
    installation.log.warn({}, 'no service token: people are named by their ids');
    return [];
  }
}
