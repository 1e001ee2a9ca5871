/** The importers, in the order they are asked: the most particular first, the table reader last. */
import type { Importer } from './importer.ts';
import { caseUcoImporter } from './case-uco/index.ts';
import { dutyRosterImporter } from './duty-roster/roster-importer.ts';
import { icalendarImporter } from './duty-roster/ics-importer.ts';
import { locationTrackImporter } from './location-track/index.ts';
import { pictureImporter } from './picture/index.ts';
import { plasoTimelineImporter } from './plaso-timeline/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { timesketchTimelineImporter } from './timesketch-timeline/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';

export const importers: readonly Importer[] = [pictureImporter, whatsappExportImporter, plasoTimelineImporter, timesketchTimelineImporter, caseUcoImporter, icalendarImporter, dutyRosterImporter, locationTrackImporter, tabularImporter];
