/** The national computer's log for one user: every transaction keyed by PC Ashdown or for him. About 180 rows. */
import type { ColumnMapping } from '../../shared/domain/audit-row.ts';
import { someTime } from './background-chat.ts';
import { chanceFor, type Chance } from './chance.ts';
import { collar, force, givenNames, otherPlates, streets, surnames, valesPlate } from './people.ts';
import { dayMonthYear, hoursMinutesSeconds, wall, type WallTime } from './wall-clock.ts';

interface Entry { readonly at: WallTime; readonly cells: readonly string[] }

const headings = ['Transaction Date/Time', 'User ID', 'Terminal', 'Trans', 'VRM / Name', 'Reason Code', 'Originator', 'Requested By', 'Result'];
const userId = `WB${collar}`;

function entry(at: WallTime, ...cells: readonly string[]): Entry {
  return { at, cells: [`${dayMonthYear(at)} ${hoursMinutesSeconds(at)}`, ...cells] };
}
const story = (at: string, ...cells: readonly string[]): Entry => entry(wall(at), ...cells);

/** Reason codes as this force lists them: 1 traffic, 2 stop, 4 investigation, 7 administration. */
const storyEntries: readonly Entry[] = [
  story('2021-09-28 15:24:10', userId, 'WB-MDT-19', 'VE', valesPlate, '1', `PC ${collar} DRIVING TOO FAST QUAY ST`, '', '1 RECORD: VALE, IMOGEN'),
  story('2021-09-28 15:24:41', userId, 'WB-MDT-19', 'VI', valesPlate, '1', `PC ${collar} DRIVING TOO FAST QUAY ST`, '', 'INSURED'),
  story('2021-10-12 10:06:32', userId, 'WB-DSK-04', 'VE', valesPlate, '4', `PC ${collar} CRIM DAM WB/21/40417`, '', '1 RECORD: VALE, IMOGEN'),
  story('2021-11-20 18:51:07', userId, 'WB-DSK-11', 'NE', 'DRAYFORD, LEX', '7', `PC ${collar} ADMIN`, '', '1 RECORD'),
  story('2022-01-21 22:02:58', userId, 'WB-DSK-11', 'NE', 'ASHDOWN, ROWAN', '7', `PC ${collar} ADMIN`, '', 'NO TRACE'),
];

function ordinary(chance: Chance): Entry {
  const at = someTime(chance, '2021-06-01 00:00', '2022-02-06 00:00', [7, 21]);
  const street = chance.pick(streets);
  if (chance.oneIn(4)) {
    const name = `${chance.pick(surnames)}, ${chance.pick(givenNames)}`;
    return entry(at, userId, `WB-DSK-0${chance.between(1, 9)}`, 'NE', name, '4', `PC ${collar} WB/21/${chance.between(20_000, 49_999)} ENQ`, '', chance.oneIn(2) ? 'NO TRACE' : `${chance.between(1, 3)} RECORDS`);
  }
  const plate = chance.pick(otherPlates);
  if (chance.oneIn(5)) {
    return entry(at, `WBCTL${chance.between(1, 6)}`, `WB-CR-0${chance.between(1, 4)}`, 'VE', plate, '2', `PC ${collar} STOP ${street}`, `PC ${collar}`, '1 RECORD');
  }
  return entry(at, userId, `WB-MDT-${chance.between(11, 29)}`, 'VE', plate, chance.pick(['1', '2', '2']), `PC ${collar} ${chance.pick(['STOP', 'NO LIGHTS', 'ABANDONED', 'RTC', 'ON PHONE'])} ${street}`, '', chance.oneIn(12) ? 'NO TRACE' : '1 RECORD');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The bytes of the log: UTF-8 with a byte-order mark, CRLF, six lines above the headings, two damaged rows on purpose. */
export function nationalLog(seed: number): string {
  const chance = chanceFor(seed, 'national computer log');
  const rows = [...storyEntries, ...Array.from({ length: 173 }, () => ordinary(chance))].toSorted((a, b) => a.at - b.at).map(({ cells }) => cells.map(quoted).join(','));
  const impossible = `31/06/2021 09:12:44,${userId},WB-MDT-14,VE,AB17 CDL,2,PC ${collar} STOP MILL LANE,,1 RECORD`;
  const truncated = '14/07/2021 1';
  rows.splice(12, 0, impossible);
  rows.splice(40, 0, truncated);
  const above = [
    'NATIONAL COMPUTER - TRANSACTION LOG EXTRACT', `Force,${force}`, `User,${userId}`, 'Period,01/06/2021 to 08/02/2022', 'Times,As shown on the terminal', '',
  ];
  return `\ufeff${[...above, headings.join(','), ...rows, ''].join('\r\n')}`;
}

export const nationalLogMapping: ColumnMapping = {
  name: 'National computer log, Wessbridge', kind: 'access', force, system: 'National computer', sheet: null, headerRow: 7,
  columns: [
    { heading: 'Transaction Date/Time', field: 'date-time' }, { heading: 'User ID', field: 'user-id' }, { heading: 'Terminal', field: 'terminal' },
    { heading: 'Trans', field: 'action' }, { heading: 'VRM / Name', field: 'search-terms' }, { heading: 'Reason Code', field: 'reason-code' },
    { heading: 'Originator', field: 'reason' }, { heading: 'Requested By', field: 'requested-by' }, { heading: 'Result', field: 'result' },
  ],
};
