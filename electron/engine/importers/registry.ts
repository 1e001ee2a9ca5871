/** The importers, in the order they are asked: the most particular first, the table reader last. */
import type { Importer } from './importer.ts';
import { axiomReportImporter } from './axiom-report/index.ts';
import { leappReportImporter } from './leapp-report/index.ts';
import { pictureImporter } from './picture/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';
import { xryReportImporter } from './xry-report/index.ts';

export const importers: readonly Importer[] = [leappReportImporter, pictureImporter, xryReportImporter, axiomReportImporter, whatsappExportImporter, tabularImporter];
