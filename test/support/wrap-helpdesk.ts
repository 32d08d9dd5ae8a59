import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';

/** The same helpdesk with some of its doings replaced: for what happens in between two of its requests. */
export function wrapHelpdesk(helpdesk: Helpdesk, replaced: Partial<Helpdesk>): Helpdesk {
  return {
    capabilities: helpdesk.capabilities,
    ping: () => helpdesk.ping(),
    identify: () => helpdesk.identify(),
    listPeople: () => helpdesk.listPeople(),
    changesSince: (cursor) => helpdesk.changesSince(cursor),
    listHeads: () => helpdesk.listHeads(),
    originOf: (id) => helpdesk.originOf(id),
    readTexts: (id) => helpdesk.readTexts(id),
    readTicket: (id) => helpdesk.readTicket(id),
    hasMark: (id, key) => helpdesk.hasMark(id, key),
    readFirstText: (id) => helpdesk.readFirstText(id),
    applicantCalled: (email) => helpdesk.applicantCalled(email),
    applicantAddress: (id) => helpdesk.applicantAddress(id),
    write: (id, change) => helpdesk.write(id, change),
    requestCount: () => helpdesk.requestCount(),
    ...replaced,
  };
}
