/** The importers, in the order they are asked: the most particular first, then tables, then writing of any kind, then what holds many sources. */
import { appDatabaseImporter } from './app-database/index.ts';
import { audioVideoImporter } from './audio-video/index.ts';
import { axiomReportImporter } from './axiom-report/index.ts';
import { caseUcoImporter } from './case-uco/index.ts';
import { cellebriteReportImporter } from './cellebrite-report/index.ts';
import { cellebriteTableImporter } from './cellebrite-table/index.ts';
import { documentImporter } from './document/index.ts';
import { icalendarImporter } from './duty-roster/ics-importer.ts';
import { dutyRosterImporter } from './duty-roster/roster-importer.ts';
import type { Importer } from './importer.ts';
import { leappReportImporter } from './leapp-report/index.ts';
import { locationTrackImporter } from './location-track/index.ts';
import { metaDownloadImporter } from './meta-download/index.ts';
import { packageImporter } from './package/index.ts';
import { pictureImporter } from './picture/index.ts';
import { plasoTimelineImporter } from './plaso-timeline/index.ts';
import { plumblineExportImporter } from './plumbline-export/index.ts';
import { signalExportImporter } from './signal-export/index.ts';
import { snapchatDownloadImporter } from './snapchat-download/index.ts';
import { smsBackupImporter } from './sms-backup/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { telegramExportImporter } from './telegram-export/index.ts';
import { timesketchTimelineImporter } from './timesketch-timeline/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';
import { xryReportImporter } from './xry-report/index.ts';

/** Importers of one source each. */
const singleSources: readonly Importer[] = [
  plumblineExportImporter,
  leappReportImporter, metaDownloadImporter, pictureImporter, audioVideoImporter, appDatabaseImporter,
  cellebriteReportImporter, cellebriteTableImporter, xryReportImporter, axiomReportImporter, whatsappExportImporter,
  telegramExportImporter, signalExportImporter, snapchatDownloadImporter, smsBackupImporter,
  plasoTimelineImporter, timesketchTimelineImporter, caseUcoImporter, icalendarImporter, dutyRosterImporter, locationTrackImporter,
  tabularImporter, documentImporter,
];

export const importers: readonly Importer[] = [...singleSources, packageImporter(singleSources)];
