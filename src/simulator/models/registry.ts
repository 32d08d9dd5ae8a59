import { jobModel, macroModel, overviewModel, triggerModel, workflowModel } from './automation.ts';
import { groupModel } from './group.ts';
import type { Model } from './model.ts';
import { calendarModel, slaModel } from './service-levels.ts';
import {
  emailAddressModel,
  reportProfileModel,
  signatureModel,
  templateModel,
  textModuleModel,
  webhookModel,
} from './surroundings.ts';
import { articleModel, articleSenderModel, articleTypeModel, stateTypeModel, ticketModel } from './ticket.ts';
import { organizationModel, permissionModel, roleModel, userModel } from './user.ts';
import { priorityModel, stateModel } from './vocabulary.ts';

const MODELS = new Map<string, Model>(
  [
    articleModel,
    articleSenderModel,
    articleTypeModel,
    calendarModel,
    emailAddressModel,
    groupModel,
    jobModel,
    macroModel,
    organizationModel,
    overviewModel,
    permissionModel,
    priorityModel,
    reportProfileModel,
    roleModel,
    signatureModel,
    slaModel,
    stateModel,
    stateTypeModel,
    templateModel,
    textModuleModel,
    ticketModel,
    triggerModel,
    userModel,
    webhookModel,
    workflowModel,
  ].map((model) => [model.name, model]),
);

/** The model of a name that an association gives. */
export function modelNamed(name: string): Model {
  const model = MODELS.get(name);
  if (model === undefined) throw new Error(`no model is named ${name}`);
  return model;
}
