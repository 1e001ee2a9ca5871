/** The importers, in the order they are asked: the most particular first, the table reader last. */
import type { Importer } from './importer.ts';
import { metaDownloadImporter } from './meta-download/index.ts';
import { pictureImporter } from './picture/index.ts';
import { signalExportImporter } from './signal-export/index.ts';
import { smsBackupImporter } from './sms-backup/index.ts';
import { snapchatDownloadImporter } from './snapchat-download/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { telegramExportImporter } from './telegram-export/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';

export const importers: readonly Importer[] = [
  pictureImporter, whatsappExportImporter, telegramExportImporter, signalExportImporter, metaDownloadImporter, snapchatDownloadImporter, smsBackupImporter,
  tabularImporter,
];
