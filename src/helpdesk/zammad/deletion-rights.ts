import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { ZammadRole, ZammadUser } from './schema.ts';

const PrivacyTask = z.object({
  id: z.number(),
  state: z.string().nullish(),
  deletable_type: z.string().nullish(),
});

/** Rights with which a ticket can be made to disappear: by hand, with a customer, or by a scheduler of one's own. */
const deletingRights = ['admin', 'admin.data_privacy', 'admin.scheduler'];

/** Logins of active people who may delete requests, with the right that lets them, by login. */
export async function listDeleters(http: ZammadHttp): Promise<readonly string[]> {
  const roles = await http.get('roles?expand=true&per_page=1000', z.array(ZammadRole));
  const rightOf = new Map(
    roles.flatMap(({ id, active, permissions }) => {
      const right = deletingRights.find((each) => permissions.includes(each));
      return active && right !== undefined ? [[id, right] as const] : [];
    }),
  );
  if (rightOf.size === 0) return [];
  const roleQuery = [...rightOf.keys()].map((id) => `role_ids[]=${id}`).join('&');
  const users = await http.getAll(`users/search?query=*&${roleQuery}&sort_by=id&order_by=asc`, ZammadUser);
  return users
    .filter(({ active }) => active)
    .map(({ login, role_ids }) => `${login} (${role_ids.flatMap((id) => rightOf.get(id) ?? [])[0] ?? ''})`)
    .sort();
}

/** Deletions for reasons of data privacy that are ordered and not carried out; none where there is no such list. */
export async function countPrivacyTasks(http: ZammadHttp): Promise<number> {
  try {
    const tasks = await http.getAll('data_privacy_tasks', PrivacyTask);
    return tasks.filter(({ state }) => state !== 'completed').length;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return 0;
    throw error;
  }
}
