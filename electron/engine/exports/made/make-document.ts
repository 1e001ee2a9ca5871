/** Makes any document of the case ready to be set, from what is asked. */
import { leftOutLabels } from '../../../../shared/domain/document-columns.ts';
import type { DocumentAsk } from '../../../../shared/domain/document-ask.ts';
import { conversationExtract } from './conversation-extract.ts';
import { exhibitList } from './exhibit-list.ts';
import { accessesOf, chronologyOf, messagesOf, sequenceOf, unusedOf } from './item-documents.ts';
import type { MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';
import { patternOfContact } from './pattern-of-contact.ts';
import { transcriptOfPicture } from './transcript-of-picture.ts';

/** `Latest first. Columns left out: Duty, Platform.` */
function choicesInWords(asked: DocumentAsk): string {
  const leftOut = 'leaveOut' in asked ? leftOutLabels(asked.kind, asked.leaveOut) : [];
  return ['order' in asked && asked.order === 'latest' ? 'Latest first.' : '', leftOut.length === 0 ? '' : `Columns left out: ${leftOut.join(', ')}.`].filter((words) => words !== '').join(' ');
}

/** Throws `invalid_input`, `not_found` or `permission_denied` for rows the document cannot be of, and what reading a picture throws. */
export async function makeDocument({ matter, ...work }: Making, asked: DocumentAsk): Promise<MadeDocument> {
  const making = { ...work, matter: { ...matter, nameEmoji: asked.nameEmoji, chosen: choicesInWords(asked) } };
  switch (asked.kind) {
    case 'chronology': return chronologyOf(making, asked);
    case 'sequence': return sequenceOf(making, asked);
    case 'messages': return messagesOf(making, asked);
    case 'accesses': return accessesOf(making, asked);
    case 'exhibits': return exhibitList(making, asked);
    case 'unused': return unusedOf(making, asked);
    case 'patterns': return await patternOfContact(making, asked);
    case 'transcript': return await transcriptOfPicture(making, asked);
    case 'conversation': return conversationExtract(making, asked);
  }
}
