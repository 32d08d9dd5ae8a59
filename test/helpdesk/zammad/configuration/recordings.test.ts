import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../../src/core/app-error.ts';
import { desiredObjects } from '../../../../src/core/bootstrap/desired-objects.ts';
import { planBootstrap } from '../../../../src/core/bootstrap/plan-bootstrap.ts';
import { createZammadConfiguration } from '../../../../src/helpdesk/zammad/configuration/zammad-configuration.ts';
import { createZammadHttp } from '../../../../src/helpdesk/zammad/http/zammad-http.ts';
import { compileTestPack } from '../../../support/a-pack.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../../support/http-mock.ts';
import { hasRecordings, recording, recordingsHint } from '../../../support/recordings.ts';

const http = createZammadHttp({
  baseUrl: mockedHelpdeskUrl,
  token: 'token',
  now: () => 0,
  sleep: () => Promise.resolve(),
  requestsPerSecond: 0,
});

/** Lists of a real installation; what was not recorded as a list is empty. */
const lists: Readonly<Record<string, string | null>> = {
  calendars: '116-d-calendars-list',
  groups: '039-b-groups-list',
  ticket_priorities: '082-c-priorities',
  ticket_states: '087-c-states',
  roles: '038-b-roles-list',
  text_modules: null,
  object_manager_attributes: '138-e-list',
  slas: '134-d-sla-list',
  overviews: null,
  macros: null,
  triggers: '349-f-triggers-list',
  core_workflows: '373-f-coreworkflows-list',
  email_addresses: null,
};

describe.skipIf(!hasRecordings)(
  `Zammad's configuration as recorded from a real 6.5.0${recordingsHint}`,
  () => {
    const mock = useHttpMock();

    it('can be read and compared; everything the pack wants is to be added', async () => {
      for (const [path, name] of Object.entries(lists)) {
        const rows = name === null ? [] : (recording(name).response.body as object[]);
        mock()
          .get(new RegExp(`/${path}\\?`))
          .reply(200, rows);
      }
      const { objects, remarks, lacks } = desiredObjects(compileTestPack(), {
        enforcing: 'as-it-is',
        todayOn: '2026-11-23',
      });
      const hints = { known: new Map(), adopted: new Map() };
      const groups = ['Front desk', 'Back office'];
      const survey = await createZammadConfiguration(http).survey(objects, {
        isExclusive: false,
        groups,
        hints,
      });
      const plan = planBootstrap({
        survey,
        remarks,
        lacks,
        hints,
        isEnforcing: false,
        taken: [],
        allowsMany: false,
        deactivatesOrphans: false,
      });
      expect(plan.problems).toEqual([]);
      expect(plan.changes).toEqual([]);
      expect(plan.additions.length + plan.unchanged.length).toBe(objects.length);
      expect(survey.staged).toEqual([]);
    });

    it.each([
      ['015-a-422-ticket-empty', 'rejected'],
      ['017-a-422-ticket-badgroup', 'rejected'],
      ['003-a-version-badtoken', 'unauthorized'],
      ['002-a-version-noauth', 'forbidden'],
      ['010-a-404-record', 'not-found'],
      ['013-a-422-group-dup', 'rejected'],
      ['128-d-sla-bad-attribute', 'rejected'],
      ['181-e-update-partial', 'outside'],
    ])('refuses as in %s: %s', async (name, code) => {
      const { response } = recording(name);
      mock()
        .put('/anything')
        .reply(response.status, response.body as object);
      const failure = await http.put('anything', {}, z.unknown()).catch((error: unknown) => error);
      expect(failure instanceof AppError ? failure.code : failure).toBe(code);
    });
  },
);
