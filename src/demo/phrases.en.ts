import type { Phrases } from './phrases.ts';

/** Neutral English, for packs in any language that has no phrases of its own. */
export const phrasesEn: Phrases = {
  surnames: ['Adams', 'Brown', 'Clark', 'Davies', 'Evans', 'Foster', 'Green', 'Hughes', 'Irving', 'Jones'],
  givenNames: ['Alex', 'Casey', 'Dana', 'Jamie', 'Jordan', 'Morgan', 'Robin', 'Sam'],
  greeting: 'Good day.',
  topics: [],
  bodies: [
    'Since this morning this does not work for us: {topic}. Please help.',
    'Could you tell me how to go on? It is about: {topic}.',
    'We need a solution for this by the end of the week: {topic}.',
    '{topic}. A colleague has the same problem on another computer.',
  ],
  answers: [
    'Please reload the page and try once more; the cause is removed.',
    'The steps are described in the user manual, section 3.',
    'We changed the setting. Please check that it works for you.',
  ],
  questions: [
    'Which version do you use?',
    'Could you send a screenshot of the message?',
    'When did it happen first?',
  ],
  replies: ['It is the current version.', 'Here is what you asked for.', 'It began on Monday.'],
  complaints: ['It is still the same, nothing has changed.', 'This happened again today.'],
  handovers: [
    'Reproduced; needs work on the system.',
    'Beyond what we can solve here; all details are in the ticket.',
  ],
  handbacks: ['Not reproducible here; please ask for the details.', 'Done; please tell the applicant.'],
  calls: ['The caller describes: {topic}.', 'A call about: {topic}.'],
  absences: ['I am out of the office until Monday and will answer then.'],
  works: ['Update of the application server', 'Maintenance of the database'],
  spam: [{ title: 'Best offer of the week', body: 'Buy now and save.' }],
  entries: { default: ['see the correspondence', 'as described', 'none'] },
};
