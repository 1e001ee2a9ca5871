/** The importers, in the order they are asked: the most particular first, the table reader last. */
import { cellebriteReportImporter } from './cellebrite-report/index.ts';
import { cellebriteTableImporter } from './cellebrite-table/index.ts';
import type { Importer } from './importer.ts';
import { pictureImporter } from './picture/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';

export const importers: readonly Importer[] = [pictureImporter, cellebriteReportImporter, cellebriteTableImporter, whatsappExportImporter, tabularImporter];
