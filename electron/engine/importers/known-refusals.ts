/** Files that are known and cannot be read as they are: what they are, and what to ask for instead. */
import type { EvidenceSource } from './importer.ts';

const androidBackup = 'ANDROID BACKUP\n';
const whatsAppCrypt = /\.crypt(?:\d{1,2})?$/i;

/** Why a file nobody recognises cannot be read, in words; null when nothing is known of it. */
export function knownRefusal({ head, originalName }: EvidenceSource): string | null {
  const start = Buffer.from(head.subarray(0, 256)).toString('latin1');
  if (start.startsWith(androidBackup)) {
    const [, version, , encryption] = start.split('\n', 4);
    return encryption === 'none'
      ? `“${originalName}” is an Android backup (.ab, version ${version}). Ask the supplier for it unpacked, as a folder, zip or tar made into a zip.`
      : `“${originalName}” is an encrypted Android backup (.ab, ${encryption ?? 'unknown encryption'}). Ask the supplier for the decrypted copy.`;
  }
  if (whatsAppCrypt.test(originalName)) return `“${originalName}” is named as an encrypted WhatsApp database. Ask the supplier for the decrypted msgstore.db, with its journals.`;
  return null;
}
