import { describeHelpdesk } from '../../contract/helpdesk.ts';
import { openZammadDesk } from '../../support/open-zammad-desk.ts';

describeHelpdesk('Zammad adapter on the simulator', openZammadDesk);
