/** The records system's audit for one member of staff, as a workbook. About 260 rows. */
import { writeXlsx } from 'hucre/xlsx';
import type { ColumnMapping } from '../../shared/domain/audit-row.ts';
import { someTime } from './background-chat.ts';
import { chanceFor, type Chance } from './chance.ts';
import { force, givenNames, orrellsNewNumber, staffNumber, surnames } from './people.ts';
import { dayMonthYear, hoursMinutesSeconds, wall, type WallTime } from './wall-clock.ts';

interface Entry { readonly at: WallTime; readonly cells: readonly string[] }

const headings = ['Day', 'Clock', 'Staff No', 'Member of staff', 'Workstation', 'Module', 'Activity', 'Record', 'Person', 'Fields viewed', 'Search words', 'Justification'];

function entry(at: WallTime, workstation: string, ...rest: readonly string[]): Entry {
  return { at, cells: [dayMonthYear(at), hoursMinutesSeconds(at), staffNumber, 'ASHDOWN, R PC', workstation, ...rest] };
}
const story = (at: string, ...rest: readonly string[]): Entry => entry(wall(at), 'WB-PC-0311', ...rest);

const vale = ['N/204417', 'VALE, Imogen'] as const;
const orrell = ['N/198806', 'ORRELL, Tamsin'] as const;

const storyEntries: readonly Entry[] = [
  story('2021-08-14 14:10:22', 'Crime', 'Create', 'WB/21/31806', 'ORRELL, Tamsin', 'Report', '', 'New report, harassment'),
  story('2021-08-14 23:41:07', 'Nominal', 'View', ...orrell, 'Telephone', '', ''),
  story('2021-08-20 10:05:51', 'Crime', 'Update', 'WB/21/31806', 'ORRELL, Tamsin', 'Enquiry log', '', 'Victim update'),
  story('2021-09-28 16:44:03', 'Nominal', 'Search', '', '', '', 'VALE IMOGEN', ''),
  story('2021-10-12 10:02:40', 'Crime', 'Create', 'WB/21/40417', 'VALE, Imogen', 'Report', '', 'New report, criminal damage'),
  story('2021-10-12 23:38:15', 'Nominal', 'View', ...vale, 'Telephone', '', ''),
  story('2021-10-12 23:39:02', 'Nominal', 'View', ...vale, 'Date of birth', '', ''),
  story('2021-11-03 09:58:20', 'Crime', 'Update', 'WB/21/40417', 'VALE, Imogen', 'Enquiry log', '', 'CCTV requested'),
  story('2021-11-09 23:55:36', 'Nominal', 'View', ...vale, 'Photograph', '', 'admin'),
  story('2021-11-20 18:47:29', 'Nominal', 'View', 'N/150093', 'DRAYFORD, Lex', 'Address', 'DRAYFORD LEX', 'WB/21/31806'),
  story('2021-12-03 10:52:11', 'Crime', 'Close', 'WB/21/40417', 'VALE, Imogen', 'Outcome', '', 'No further lines of enquiry'),
  story('2022-01-17 11:55:48', 'Crime', 'Update', 'WB/21/31806', 'ORRELL, Tamsin', 'Outcome', '', 'Victim withdraws support'),
  story('2022-01-21 21:58:04', 'Nominal', 'Search', '', '', '', 'ASHDOWN ROWAN', ''),
  story('2022-01-21 21:59:30', 'Nominal', 'View', 'N/120771', 'ASHDOWN, Marnie', 'Summary', 'ASHDOWN MARNIE', ''),
  story('2022-01-21 22:05:12', 'Nominal', 'View', 'N/120772', 'ASHDOWN, Otis', 'Associations', 'ASHDOWN OTIS', ''),
  story('2022-01-21 22:07:45', 'Crime', 'Search', '', '', '', 'ASHDOWN', ''),
  story('2022-02-06 22:06:39', 'Nominal', 'View', ...orrell, 'Telephone', orrellsNewNumber.replace(' ', ''), ''),
];

const activities: readonly (readonly [string, string, string, string])[] = [
  ['Crime', 'View', 'Report', 'Allocated crime'], ['Crime', 'Update', 'Enquiry log', 'Victim update'], ['Crime', 'Update', 'Property', 'Property entered'],
  ['Custody', 'View', 'Detention log', 'Handover'], ['Intelligence', 'Create', 'Report', 'Patrol intelligence'], ['Nominal', 'View', 'Summary', 'Arrest enquiry'],
  ['Nominal', 'View', 'Telephone', 'Victim contact'], ['Command log', 'View', 'Log', 'Attending'], ['Crime', 'Print', 'Statement', 'Court file'],
];

function ordinary(chance: Chance): Entry {
  const [module, activity, fields, why] = chance.pick(activities);
  const crime = `WB/21/${chance.between(20_000, 49_999)}`;
  const record = module === 'Nominal' ? `N/${chance.between(100_000, 190_000)}` : crime;
  const person = module === 'Command log' ? '' : `${chance.pick(surnames)}, ${chance.pick(givenNames)}`;
  return entry(someTime(chance, '2021-06-01 00:00', '2022-02-06 00:00', [7, 21]), `WB-PC-0${chance.between(301, 329)}`, module, activity, record, person, fields, '', `${why} ${crime}`);
}

/** A cover sheet, and the sheet “Audit” with its headings in row 3. Every cell is text: a staff number keeps its zeros. */
export async function recordsAudit(seed: number): Promise<Uint8Array> {
  const chance = chanceFor(seed, 'records audit');
  const rows = [...storyEntries, ...Array.from({ length: 243 }, () => ordinary(chance))].toSorted((a, b) => a.at - b.at);
  const made = new Date(Date.UTC(2022, 1, 10, 9, 0, 0));
  return writeXlsx({
    properties: { title: 'Records audit', creator: force, created: made, modified: made },
    sheets: [
      { name: 'About', rows: [['Records management audit'], ['Member of staff', staffNumber], ['Times', 'UK local time, from the server']] },
      { name: 'Audit', rows: [['Records management audit'], [], headings, ...rows.map(({ cells }) => [...cells])] },
    ],
  });
}

export const recordsAuditMapping: ColumnMapping = {
  name: 'Records audit, Wessbridge', kind: 'access', force, system: 'Records system', sheet: 'Audit', headerRow: 3,
  columns: [
    { heading: 'Day', field: 'date' }, { heading: 'Clock', field: 'time' }, { heading: 'Staff No', field: 'collar' }, { heading: 'Member of staff', field: 'user-name' },
    { heading: 'Workstation', field: 'terminal' }, { heading: 'Module', field: 'record-type' }, { heading: 'Activity', field: 'action' }, { heading: 'Record', field: 'record-reference' },
    { heading: 'Person', field: 'subject' }, { heading: 'Fields viewed', field: 'fields-opened' }, { heading: 'Search words', field: 'search-terms' }, { heading: 'Justification', field: 'reason' },
  ],
};
