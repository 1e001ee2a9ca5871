/** What the officer says, as a table made from his interview and his written response. */
import type { ColumnMapping } from '../../shared/domain/audit-row.ts';
import { force, officer } from './people.ts';

const rows: readonly (readonly [string, string, string, string])[] = [
  ['28/09/2021', '15:10', 'I followed the silver hatchback because it left the car park too fast and I felt it was involved in crime.', 'Interview, page 3'],
  ['28/09/2021', '15:24', 'The check was for a policing purpose. I did not stop the car because it turned off.', 'Interview, page 4'],
  ['28/09/2021', '15:31', 'Her profile was suggested to me because we have numerous mutual followers. I did not search for her name from the check.', 'Interview, page 5'],
  ['28/09/2021', '16:02', 'The emojis were friendly. I send them to everyone.', 'Interview, page 6'],
  ['12/10/2021', '23:44', 'I was finishing the file and thought she would like to have my number. My work telephone was out of charge.', 'Interview, page 8'],
  ['24/10/2021', '23:21', 'The word secret was a joke.', 'Written response, paragraph 12'],
  ['17/01/2022', '11:34', 'I wanted to be sure that she was withdrawing of her own free will.', 'Written response, paragraph 19'],
  ['21/01/2022', '21:58', 'I looked at my own record and my family because I had heard that a neighbour had complained.', 'Written response, paragraph 22'],
];

const headings = ['Date', 'Time', 'What he says', 'Document', 'Officer'];

export function officersAccount(): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return `${[headings.join(','), ...rows.map((row) => [...row, `PC ${officer}`].map(quoted).join(','))].join('\r\n')}\r\n`;
}

export const officersAccountMapping: ColumnMapping = {
  name: "Officer's account", kind: 'account', force, system: '', sheet: null, headerRow: 1,
  columns: [
    { heading: 'Date', field: 'date' }, { heading: 'Time', field: 'time' }, { heading: 'What he says', field: 'text' },
    { heading: 'Document', field: 'record-reference' }, { heading: 'Officer', field: 'from' },
  ],
};
