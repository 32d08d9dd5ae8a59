import type { Params } from '../state/row.ts';

const letterToSender = (subject: string, body: string): Params => ({
  'notification.email': { recipient: 'article_last_sender', subject, body },
});

/** The triggers that an installation brings; all but the first are off. */
export const triggersOf = (isFirstActive: boolean): readonly Params[] => [
  {
    name: 'auto reply (on new tickets)',
    active: isFirstActive,
    condition: {
      'ticket.action': { operator: 'is', value: 'create' },
      'ticket.state_id': { operator: 'is not', value: 4 },
      'article.type_id': { operator: 'is', value: [1, 5, 11] },
      'article.sender_id': { operator: 'is', value: 2 },
    },
    perform: letterToSender(
      'Thanks for your inquiry (#{ticket.title})',
      '<div>We have your request (#{config.ticket_hook}#{ticket.number}) and will look into it.</div>',
    ),
  },
  {
    name: 'auto reply (on follow-up of tickets)',
    active: false,
    condition: {
      'ticket.action': { operator: 'is', value: 'update' },
      'article.sender_id': { operator: 'is', value: 2 },
      'article.type_id': { operator: 'is', value: [1, 5, 11] },
    },
    perform: letterToSender(
      'Thanks for your follow-up (#{ticket.title})',
      '<div>We have your follow-up to (#{config.ticket_hook}#{ticket.number}) and will look into it.</div>',
    ),
  },
  {
    name: 'customer notification (on owner change)',
    active: false,
    condition: {
      'ticket.owner_id': {
        operator: 'has changed',
        pre_condition: 'current_user.id',
        value: '',
        value_completion: '',
      },
    },
    perform: {
      'notification.email': {
        recipient: 'ticket_customer',
        subject: 'Owner has changed (#{ticket.title})',
        body: '<p>Your request #{ticket.number} is now with #{ticket.owner.fullname}.</p>',
      },
    },
  },
];
