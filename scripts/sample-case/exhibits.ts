/** The exhibits of the sample, and what a person would answer when each is read. */
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { dutyRosterAnswers } from './duty-roster.ts';
import type { SampleExhibit } from './manifest.ts';
import { nationalLogMapping } from './national-log.ts';
import { officersAccountMapping } from './officers-account.ts';
import { colleague, force, friend, officer, orrell, unknownNumber, vale } from './people.ts';
import { recordsAuditMapping } from './records-audit.ts';
import { screenshots } from './screenshots.ts';

const abc = 'A. B. Carrow, investigator';
const def = 'D. E. Fallowby, investigator';

function london(zoneBasis: 'stated' | 'assumed' | 'confirmed', zoneBasisBy: string): ImportAnswers {
  return { zone: 'Europe/London', zoneBasis, zoneBasisBy };
}

const officersHandset = 'Handset settings page, examination note of A. B. Carrow: automatic UK time';

const documents: readonly SampleExhibit[] = [
  {
    reference: 'ABC/1', file: `WhatsApp Chat with ${vale}.zip`, producer: abc, description: `WhatsApp export with media, ${officer} and ${vale}`, deviceOwner: officer,
    legalBasis: 'Handset given by consent; this chat only', read: true, setAside: 0, answers: { ...london('stated', officersHandset), deviceOwner: officer },
  },
  {
    reference: 'ABC/2', file: `WhatsApp Chat - ${officer}.zip`, producer: abc, description: `WhatsApp export from Ms Orrell's handset`, deviceOwner: orrell,
    legalBasis: 'Given by the complainant; this chat only', read: true, setAside: 0, answers: { ...london('confirmed', 'A. B. Carrow, settings seen with Ms Orrell on 10/02/2022'), deviceOwner: orrell },
  },
  {
    reference: 'ABC/3', file: `WhatsApp Chat with ${colleague}.txt`, producer: abc, description: `WhatsApp export without media, ${officer} and ${colleague}`, deviceOwner: officer,
    legalBasis: 'Handset given by consent; messages about the investigation only', read: true, setAside: 0, answers: { ...london('assumed', 'A. B. Carrow: same handset as ABC/1'), deviceOwner: officer },
  },
  {
    reference: 'ABC/4', file: 'national-computer-log.csv', producer: abc, description: 'Transactions on the national computer, 01/06/2021 to 08/02/2022', deviceOwner: force,
    legalBasis: 'Audit asked for by the appropriate authority', read: true, setAside: 2,
    answers: { ...london('stated', 'Systems unit, letter of 14/02/2022: times as shown on the terminal'), dateOrder: 'dmy', mapping: nationalLogMapping },
  },
  {
    reference: 'ABC/5', file: 'records-management-audit.xlsx', producer: abc, description: 'Audit of the records system, 01/06/2021 to 08/02/2022', deviceOwner: force,
    legalBasis: 'Audit asked for by the appropriate authority', read: true, setAside: 0,
    answers: { ...london('stated', 'Sheet “About” of the workbook: UK local time'), dateOrder: 'dmy', mapping: recordsAuditMapping },
  },
  {
    reference: 'ABC/6', file: 'officers-account.csv', producer: abc, description: `What PC ${officer} says, from his interview and written response`, deviceOwner: '',
    legalBasis: 'Interview and response under the regulations', read: true, setAside: 0,
    answers: { ...london('stated', 'Interview and written response: UK local time'), dateOrder: 'dmy', mapping: officersAccountMapping },
  },
  {
    reference: 'ABC/7', file: 'policy-118.pdf', producer: abc, description: 'Policy 118, use of systems and contact with the public', deviceOwner: '',
    legalBasis: 'Force document', read: true, setAside: 0, answers: {},
  },
  {
    reference: 'ABC/8', file: 'duty-roster.csv', producer: abc, description: `Duties of PC ${officer}, 01/06/2021 to 08/02/2022`, deviceOwner: force,
    legalBasis: 'Asked for by the appropriate authority', read: true, setAside: 0, answers: dutyRosterAnswers,
  },
  {
    reference: 'ABC/9', file: `WhatsApp Chat with ${unknownNumber}.zip`, producer: abc, description: `WhatsApp export with media, ${officer} and a number nobody has named`, deviceOwner: officer,
    legalBasis: 'Handset given by consent; this chat only', read: true, setAside: 0, answers: { ...london('stated', officersHandset), deviceOwner: officer },
  },
  {
    reference: 'DEF/1', file: `WhatsApp Chat with ${vale} (1).txt`, producer: def, description: `WhatsApp export from ${friend}'s handset (American English)`, deviceOwner: friend,
    legalBasis: 'Given by the witness', read: true, setAside: 0, answers: { ...london('stated', `Statement of ${friend}: handset on UK time`), deviceOwner: friend },
  },
];

const pictures: readonly SampleExhibit[] = screenshots.map(({ file, taken }, index) => {
  const owner = file.startsWith('vale') ? vale : orrell;
  return {
    reference: `DEF/${index + 2}`, file, producer: def, deviceOwner: owner, legalBasis: 'Given by the complainant',
    description: taken === undefined ? `Screenshot of Ms ${owner}'s telephone` : `Photograph of the screen of Ms ${owner}'s telephone`,
    read: true, setAside: 0, answers: {},
  };
});

/** What Ms Orrell gave with her report in August 2021: part of the crime file long before any handset was downloaded. */
export const caseFiles = [
  { reference: 'TO/1', file: 'report-31806-photograph-1.jpg', what: 'Photograph' },
  { reference: 'TO/2', file: 'report-31806-photograph-2.jpg', what: 'Photograph' },
  { reference: 'TO/3', file: 'report-31806-film.webm', what: 'Film' },
] as const;

const caseExhibits: readonly SampleExhibit[] = caseFiles.map(({ reference, file, what }) => ({
  reference, file, producer: `${orrell}, complainant`, deviceOwner: orrell, legalBasis: 'Given with report WB/21/31806', description: `${what} given with report WB/21/31806 on 14/08/2021`, read: true, setAside: 0, answers: {},
}));

export const exhibits: readonly SampleExhibit[] = [...documents, ...pictures, ...caseExhibits];
