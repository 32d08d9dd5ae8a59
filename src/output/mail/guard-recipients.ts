import { AppError } from '../../core/app-error.ts';
import type { Mailer } from '../output.ts';

/**
 * Lets mail to these domains and what is below them pass, and refuses every other: so that a try-out writes to nobody
 * real. `example` allows everything that ends in `.example`.
 */
export function guardRecipients(mailer: Mailer, allowedDomains: readonly string[]): Mailer {
  const isAllowed = (address: string): boolean => {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    return allowedDomains.some((each) => domain === each || domain.endsWith(`.${each}`));
  };
  return {
    from: mailer.from,
    check: () => mailer.check(),
    async send(mail) {
      if (mail.to.every(isAllowed)) return mailer.send(mail);
      throw new AppError(
        'rejected',
        'mail.onlyTo does not allow a recipient of this mail; nothing was sent',
        {
          details: { reason: 'only-to' },
        },
      );
    },
  };
}
