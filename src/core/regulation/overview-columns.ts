/** What an overview can show and sort by besides the fields of tickets. */
export const OVERVIEW_COLUMNS = ['number', 'title', 'applicant', 'received', 'updated'] as const;
