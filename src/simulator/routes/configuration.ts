import type { Route } from '../http/router.ts';
import { jobModel, macroModel, overviewModel, triggerModel, workflowModel } from '../models/automation.ts';
import { groupModel } from '../models/group.ts';
import { calendarModel, slaModel } from '../models/service-levels.ts';
import {
  emailAddressModel,
  reportProfileModel,
  signatureModel,
  templateModel,
  textModuleModel,
  webhookModel,
} from '../models/surroundings.ts';
import { organizationModel, roleModel } from '../models/user.ts';
import { priorityModel, stateModel } from '../models/vocabulary.ts';
import { crudRoutes } from './crud.ts';

const adminOnly = (permission: string) => ({ read: [permission], write: [permission] });
const agentsRead = (permission: string) => ({ read: ['ticket.agent', permission], write: [permission] });
const allRead = (permission: string) => ({
  read: ['ticket.agent', permission, 'ticket.customer'],
  write: [permission],
});

/** Everything that administrators set up and that has no ways of its own. */
export const configurationRoutes: readonly Route[] = [
  ...crudRoutes(groupModel, '/groups', { ...allRead('admin.group'), searchColumns: ['name', 'note'] }),
  ...crudRoutes(roleModel, '/roles', {
    ...allRead('admin.role'),
    isDeletable: false,
    searchColumns: ['name', 'note'],
  }),
  ...crudRoutes(organizationModel, '/organizations', {
    read: ['ticket.agent', 'admin.organization', 'ticket.customer'],
    write: ['ticket.agent', 'admin.organization'],
    searchColumns: ['name', 'domain', 'note'],
  }),
  ...crudRoutes(priorityModel, '/ticket_priorities', allRead('admin.ticket_priority')),
  ...crudRoutes(stateModel, '/ticket_states', allRead('admin.ticket_state')),
  ...crudRoutes(calendarModel, '/calendars', adminOnly('admin.calendar')),
  ...crudRoutes(slaModel, '/slas', { ...adminOnly('admin.sla'), hasTotal: false }),
  ...crudRoutes(triggerModel, '/triggers', { ...adminOnly('admin.trigger'), searchColumns: ['name'] }),
  ...crudRoutes(macroModel, '/macros', { ...agentsRead('admin.macro'), searchColumns: ['name'] }),
  ...crudRoutes(overviewModel, '/overviews', { ...adminOnly('admin.overview'), searchColumns: ['name'] }),
  ...crudRoutes(workflowModel, '/core_workflows', {
    ...adminOnly('admin.core_workflow'),
    scope: (_context, row) => row['changeable'] === true,
  }),
  ...crudRoutes(jobModel, '/jobs', { ...adminOnly('admin.scheduler'), searchColumns: ['name'] }),
  ...crudRoutes(textModuleModel, '/text_modules', {
    ...agentsRead('admin.text_module'),
    searchColumns: ['name', 'keywords', 'content'],
  }),
  ...crudRoutes(templateModel, '/templates', agentsRead('admin.template')),
  ...crudRoutes(reportProfileModel, '/report_profiles', adminOnly('admin.report_profile')),
  ...crudRoutes(webhookModel, '/webhooks', adminOnly('admin.webhook')),
  ...crudRoutes(signatureModel, '/signatures', agentsRead('admin.channel_email')),
  ...crudRoutes(emailAddressModel, '/email_addresses', agentsRead('admin.channel_email')),
];
