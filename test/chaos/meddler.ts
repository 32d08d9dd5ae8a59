import { HelpdeskAnswer } from '../../src/demo/admin-client.ts';
import type { Random } from '../../src/demo/random.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';

/**
 * Somebody who changes a ticket just when the daemon has read it: one time of so many, its state, owner or priority.
 * Answers with how often it was done.
 */
export function createMeddler(
  { stage, pack }: ChaosDesk,
  { random, share }: { readonly random: Random; readonly share: number },
): { readonly hear: (line: string) => void; readonly end: () => Promise<number> } {
  const { admin, agents, priorities, states } = stage;
  const logins = [...agents.keys()];
  const restful = [...pack.states.values()].filter(({ kind }) => kind === 'open').map(({ id }) => id);
  const acts: Promise<number>[] = [];
  const change = (): object => {
    switch (random.between(0, 2)) {
      case 0:
        return { state_id: states.get(random.pick(restful)) };
      case 1:
        return { owner_id: agents.get(random.pick(logins)) };
      default:
        return { priority_id: random.pick([...priorities.values()]) };
    }
  };
  const meddle = async (ticketId: string): Promise<number> => {
    try {
      await admin.call('PUT', `tickets/${ticketId}`, change(), random.pick(logins));
      return 1;
    } catch (error) {
      // The form refuses it, the group is another's, or the helpdesk is away.
      if (error instanceof HelpdeskAnswer || error instanceof TypeError) return 0;
      throw error;
    }
  };
  return {
    hear: (line) => {
      const id = /^answered GET ticket_history\/(\d+)/.exec(line)?.[1];
      if (id !== undefined && random.chance(share)) acts.push(meddle(id));
    },
    end: async () => (await Promise.all(acts)).reduce((sum, done) => sum + done, 0),
  };
}
