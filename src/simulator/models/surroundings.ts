import { unprocessable } from '../api-error.ts';
import { sanitizeHtml } from '../engine/sanitize-html.ts';
import { isBlank, textOf } from '../state/row.ts';
import { flag, integer, required, store, text } from './column.ts';
import type { Model, Save } from './model.ts';

const groups = { key: 'group_ids', name: 'groups', target: 'Group' };

export const textModuleModel: Model = {
  name: 'TextModule',
  relation: 'text_modules',
  assetKey: 'TextModule',
  table: (world) => world.textModules,
  columns: { name: text(), keywords: text(), content: text(), note: text(), active: flag(true) },
  collections: [groups],
  nameRules: { isRequired: true },
  beforeWrite: ({ values }) => {
    if (typeof values['content'] === 'string') values['content'] = sanitizeHtml(values['content']);
  },
  validate: ({ values }) => {
    if (!isBlank(values['name']) && isBlank(values['content'])) throw unprocessable("Content can't be blank");
  },
};

export const templateModel: Model = {
  name: 'Template',
  relation: 'templates',
  assetKey: 'Template',
  table: (world) => world.templates,
  columns: { name: text(), options: store(), active: flag(true) },
  nameRules: { isRequired: true },
};

export const reportProfileModel: Model = {
  name: 'Report::Profile',
  relation: 'report_profiles',
  assetKey: 'ReportProfile',
  table: (world) => world.reportProfiles,
  columns: { name: text(), condition: store(), active: flag(true) },
  nameRules: { isRequired: true, uniqueness: 'index' },
  hasCondition: true,
};

function validateWebhook({ values }: Save): void {
  if (isBlank(values['name'])) return;
  const endpoint = textOf(values['endpoint']);
  if (endpoint === '' || /\s/.test(endpoint))
    throw unprocessable('Endpoint The provided endpoint is invalid.');
  if (!/^https?:/i.test(endpoint)) {
    throw unprocessable(
      'Endpoint The provided endpoint is invalid, no http or https protocol was specified.',
    );
  }
  if (isBlank(values['custom_payload'])) return;
  try {
    JSON.parse(textOf(values['custom_payload']));
  } catch {
    throw unprocessable('Custom payload The provided payload is invalid. Please check your syntax.');
  }
}

export const webhookModel: Model = {
  name: 'Webhook',
  relation: 'webhooks',
  assetKey: 'Webhook',
  table: (world) => world.webhooks,
  columns: {
    name: text(),
    endpoint: text(),
    signature_token: text(),
    ssl_verify: flag(true),
    basic_auth_username: text(),
    basic_auth_password: text(),
    note: text(),
    pre_defined_webhook_type: text(),
    customized_payload: flag(false),
    custom_payload: text(),
    preferences: store(),
    active: flag(true),
  },
  nameRules: { isRequired: true },
  validate: validateWebhook,
};

const groupsOfAddress: NonNullable<Model['collections']>[number] = {
  ...groups,
  read: (world, row) =>
    world.groups.filter((group) => group.email_address_id === row.id).map((group) => group.id),
};

export const emailAddressModel: Model = {
  name: 'EmailAddress',
  relation: 'email_addresses',
  assetKey: 'EmailAddress',
  table: (world) => world.emailAddresses,
  columns: {
    channel_id: integer(),
    name: required(text()),
    email: required(text()),
    active: flag(true),
    note: text(),
    preferences: { type: 'json', default: null },
  },
  collections: [groupsOfAddress],
  beforeWrite: ({ values }) => {
    if (isBlank(values['channel_id'])) values['active'] = false;
  },
};

export const signatureModel: Model = {
  name: 'Signature',
  relation: 'signatures',
  assetKey: 'Signature',
  table: (world) => world.signatures,
  columns: { name: text(), body: text(), active: flag(true), note: text() },
  collections: [
    {
      ...groups,
      read: (world, row) =>
        world.groups.filter((group) => group['signature_id'] === row.id).map((group) => group.id),
    },
  ],
  nameRules: { isRequired: true, uniqueness: 'index' },
};
