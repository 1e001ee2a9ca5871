/** The importers, in the order they are asked: the most particular first, the table reader last, then what holds many sources. */
import { appDatabaseImporter } from './app-database/index.ts';
import type { Importer } from './importer.ts';
import { packageImporter } from './package/index.ts';
import { pictureImporter } from './picture/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';

/** Importers of one source each. */
const singleSources: readonly Importer[] = [pictureImporter, appDatabaseImporter, whatsappExportImporter, tabularImporter];

export const importers: readonly Importer[] = [...singleSources, packageImporter(singleSources)];
