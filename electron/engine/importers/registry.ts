/** The importers, in the order they are asked: the most particular first, then tables, then writing of any kind. */
import { audioVideoImporter } from './audio-video/index.ts';
import { documentImporter } from './document/index.ts';
import type { Importer } from './importer.ts';
import { pictureImporter } from './picture/index.ts';
import { tabularImporter } from './tabular/index.ts';
import { whatsappExportImporter } from './whatsapp-export/index.ts';

export const importers: readonly Importer[] = [pictureImporter, audioVideoImporter, whatsappExportImporter, tabularImporter, documentImporter];
