/** The people, numbers and plates of the sample. All are invented; numbers are from the range kept for drama. */

export const officer = 'Rowan Ashdown';
export const vale = 'Imogen Vale';
export const orrell = 'Tamsin Orrell';
export const colleague = 'Kit Harbury';
export const friend = 'Corin Maddock';

export const force = 'Wessbridge Police';
export const collar = '4471';
/** As the records system writes it: text, with the zeros in front. */
export const staffNumber = '004471';

export const officersPersonalNumber = '07700 900461';
export const orrellsNumber = '07700 900385';
export const orrellsNewNumber = '07700 900588';
/** Nobody has said whose it is. */
export const unknownNumber = '+44 7700 900612';

export const valesPlate = 'AB12 CDE';
/** Plates checked in the ordinary course of duty. */
export const otherPlates: readonly string[] = [
  'AB12 CDF', 'AB12 CDG', 'AB13 CDE', 'AB14 CDH', 'AB15 CDJ', 'AB16 CDK', 'AB17 CDL', 'AB18 CDM', 'AB62 CDN', 'AB63 CDO', 'AB64 CDP', 'AB65 CDR', 'AB66 CDS', 'AB67 CDT',
];

export const streets: readonly string[] = ['MILL LANE', 'STATION RD', 'QUAY ST', 'HIGH ST', 'TANNERY ROW', 'ORCHARD WAY', 'FERRY LANE', 'KILN HILL'];
export const surnames: readonly string[] = ['PEMBRY', 'HOLLOWELL', 'TARRANDINE', 'ASKWITHE', 'BRINDLECOTE', 'FENNIMORE', 'GARLANDINE', 'LOSTWITHE', 'QUENNELLY', 'WETHERCOMBE'];
export const givenNames: readonly string[] = ['ALDER', 'BRIONY', 'CASPIAN', 'DORRIE', 'EWART', 'FERN', 'GIDEON', 'HESPER', 'JORY', 'LINNET'];
