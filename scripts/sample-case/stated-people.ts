/** Who is who in the sample, and on what each statement rests. */
import type { SamplePerson } from './manifest.ts';
import { colleague, collar, friend, officer, officersPersonalNumber, orrell, orrellsNewNumber, orrellsNumber, staffNumber, vale, valesPlate } from './people.ts';

const always = { validFrom: null, validUntil: null } as const;

export const statedPeople: readonly SamplePerson[] = [
  {
    name: officer, role: 'officer', relationship: 'self', notes: `PC ${collar}`,
    holdings: [
      { ...always, kind: 'name', value: officer, basis: 'Interview, page 1' }, { ...always, kind: 'name', value: `PC ${officer}`, basis: 'Interview, page 1' },
      { ...always, kind: 'name', value: 'ASHDOWN, R PC', basis: 'ABC/5, column “User name”' }, { ...always, kind: 'name', value: 'ASHDOWN, ROWAN', basis: 'ABC/4, row of 21/01/2022' }, { ...always, kind: 'name', value: 'ASHDOWN ROWAN', basis: 'ABC/5, row of 21/01/2022' },
      { ...always, kind: 'collar', value: staffNumber, basis: 'Personnel record' }, { ...always, kind: 'user-id', value: 'WB4471', basis: 'Systems unit, letter of 14/02/2022' },
      { ...always, kind: 'phone', value: officersPersonalNumber, basis: 'Handset settings page, examination note' }, { ...always, kind: 'name', value: 'rowan.a.rides', basis: 'Interview, page 5: his account on Lumogram' },
    ],
  },
  {
    name: vale, role: 'complainant', relationship: 'other', notes: '',
    holdings: [
      { ...always, kind: 'vrm', value: valesPlate, basis: 'ABC/4, result of the check of 28/09/2021: registered keeper' }, { ...always, kind: 'name', value: vale, basis: 'Statement of I. Vale, page 1' },
      { ...always, kind: 'name', value: 'VALE, Imogen', basis: 'ABC/5, column “Subject”' },
    ],
  },
  {
    name: orrell, role: 'complainant', relationship: 'other', notes: '',
    holdings: [
      { kind: 'phone', value: orrellsNumber, validFrom: null, validUntil: '2022-02-04', basis: 'Statement of T. Orrell, page 4' }, { kind: 'phone', value: orrellsNewNumber, validFrom: '2022-02-05', validUntil: null, basis: 'DEF/10: number changed on 05/02/2022' },
      { ...always, kind: 'name', value: orrell, basis: 'Statement of T. Orrell, page 1' }, { ...always, kind: 'name', value: 'ORRELL, Tamsin', basis: 'ABC/5, column “Subject”' },
    ],
  },
  {
    name: 'Marnie Ashdown', role: 'third-party', relationship: 'family', relationshipKind: 'wife', notes: '',
    holdings: [{ ...always, kind: 'name', value: 'ASHDOWN, Marnie', basis: 'Personnel record: next of kin' }],
  },
  {
    name: 'Otis Ashdown', role: 'third-party', relationship: 'family', relationshipKind: 'son', notes: 'A child',
    holdings: [{ ...always, kind: 'name', value: 'ASHDOWN, Otis', basis: 'Personnel record: next of kin' }],
  },
  { name: colleague, role: 'witness', relationship: 'colleague', notes: '', holdings: [{ ...always, kind: 'name', value: colleague, basis: 'ABC/3' }] },
  { name: friend, role: 'witness', relationship: 'other', notes: '', holdings: [{ ...always, kind: 'name', value: friend, basis: 'Statement of C. Maddock, page 1' }] },
];
