/** What Reglament does for every pack, which a clause row may name as `engine:ID`. */
export const ENGINE_FEATURES = {
  'working-time': 'every term is counted in the working time of the pack’s calendars',
  ledger: 'what was promised, done and found is kept in an append-only, hash-chained record',
  sweep: 'tickets that were deleted or taken out of sight are found every night',
  'due-fields': 'computed due instants are written to the ticket',
  'late-letters': 'owed letters that nobody sent are found and sent',
  bounces: 'a letter that bounced counts as not sent',
  'service-rights': 'the service’s role can neither delete nor see more than the governed groups',
  'earlier-tickets':
    'the applicant’s earlier tickets are listed beside a new one by `explain`; the helpdesk shows them itself',
  'status-command': '`status NUMBER` prints where to turn and how a ticket stands, without personal data',
  roster: 'rosters of duty are imported, checked cell by cell and kept in versions with who approved them',
  'frozen-reports': 'an issued report is kept with its hash and never changes silently',
  'mailed-reports':
    'weekly reports are mailed to those whom the pack names, once each, and made up after downtime',
} as const;
