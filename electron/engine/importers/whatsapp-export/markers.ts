/**
 * Words WhatsApp puts in place of content: media left out, files attached, messages edited or
 * deleted, calls. Wording by language is from public knowledge of exports and is unverified: a
 * wording that is not here stays text, and the words themselves always stay in the text.
 */
import { isHidden, withoutHidden } from './hidden-characters.ts';

export interface Markers {
  /** Names of files the message says are attached. */
  readonly attached: readonly string[];
  /** What the export says it left out: the kind of media, as far as the wording tells; '' when it does not. */
  readonly omitted: readonly string[];
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly call: boolean;
  readonly remarks: readonly string[];
}

const attachedWords = [
  'attached', 'Anhang', 'pièce jointe', 'adjunto', 'allegato', 'anexado', 'anexo', 'bijgevoegd', 'bijlage', 'załącznik',
];
const attachedAfterName = [
  'file attached', 'Datei angehängt', 'fichier joint', 'archivo adjunto', 'file allegato', 'arquivo anexado', 'ficheiro anexado',
  'bestand bijgevoegd', 'plik dołączony', 'załączono plik',
];
const omittedInBrackets = [
  'Media omitted', 'Medien ausgeschlossen', 'Médias omis', 'Média omis', 'Multimedia omitido', 'Archivo omitido', 'Media omessi', 'Media omesso',
  'Mídia oculta', 'Arquivo de mídia oculto', 'Ficheiro não revelado', 'Media weggelaten', 'pominięto multimedia', 'Pominięte media',
];
/** Kind of media by wording: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish. */
const omittedPlain: Readonly<Record<string, readonly string[]>> = {
  image: ['image omitted', 'Bild weggelassen', 'image absente', 'imagen omitida', 'immagine omessa', 'imagem ocultada', 'imagem omitida', 'afbeelding weggelaten', 'pominięto obraz'],
  video: ['video omitted', 'Video weggelassen', 'vidéo absente', 'video omitido', 'video omesso', 'vídeo omitido', 'vídeo ocultado', 'video weggelaten', 'pominięto wideo'],
  audio: ['audio omitted', 'Audio weggelassen', 'audio omis', 'audio omitido', 'audio omesso', 'áudio ocultado', 'áudio omitido', 'audio weggelaten', 'pominięto dźwięk'],
  sticker: ['sticker omitted', 'Sticker weggelassen', 'sticker omis', 'sticker omitido', 'sticker omesso', 'figurinha omitida', 'sticker weggelaten', 'pominięto naklejkę'],
  document: ['document omitted', 'Dokument weggelassen', 'document omis', 'documento omitido', 'documento omesso', 'documento ocultado', 'document weggelaten', 'pominięto dokument'],
  GIF: ['GIF omitted', 'GIF weggelassen', 'GIF retiré', 'GIF omitido', 'GIF omessa', 'GIF omesso', 'GIF weggelaten', 'pominięto GIF'],
  'contact card': ['Contact card omitted', 'Kontaktkarte ausgelassen', 'fiche contact omise', 'Tarjeta de contacto omitida', 'Scheda contatto omessa', 'Cartão do contato omitido', 'Contactkaart weggelaten'],
};
const editedWords = [
  'This message was edited', 'Diese Nachricht wurde bearbeitet', 'Ce message a été modifié', 'Se editó este mensaje', 'Este mensaje fue editado',
  'Questo messaggio è stato modificato', 'Mensagem editada', 'Esta mensagem foi editada', 'Dit bericht is bewerkt', 'Ta wiadomość została edytowana',
];
const deletedWords = [
  'This message was deleted', 'You deleted this message', 'Diese Nachricht wurde gelöscht', 'Du hast diese Nachricht gelöscht',
  'Ce message a été supprimé', 'Vous avez supprimé ce message', 'Se eliminó este mensaje', 'Este mensaje fue eliminado', 'Eliminaste este mensaje',
  'Questo messaggio è stato eliminato', 'Hai eliminato questo messaggio', 'Esta mensagem foi apagada', 'Mensagem apagada', 'Você apagou esta mensagem', 'Apagou esta mensagem',
  'Dit bericht is verwijderd', 'Je hebt dit bericht verwijderd', 'Ta wiadomość została usunięta', 'Usunięto tę wiadomość',
];
const callWords: readonly RegExp[] = [
  /^(?:missed |silenced )?(?:group )?(?:voice|video) call(?:[.,] ?.{0,40})?$/i,
  /^(?:verpasster )?(?:sprach|video)anruf(?:[.,] ?.{0,40})?$/i,
  /^appel (?:vocal|vidéo) manqué(?:[.,] ?.{0,40})?$/i,
  /^(?:llamada perdida|videollamada perdida|llamada de voz perdida)(?:[.,] ?.{0,40})?$/i,
  /^(?:chiamata vocale|videochiamata) persa(?:[.,] ?.{0,40})?$/i,
  /^(?:chamada|ligação) (?:de voz|de vídeo) perdida(?:[.,] ?.{0,40})?$/i,
  /^gemiste? (?:spraak|video)oproep(?:[.,] ?.{0,40})?$/i,
];

const fold = (wording: string): string => wording.toLowerCase();
const bracketedOmitted: ReadonlySet<string> = new Set(omittedInBrackets.map(fold));
const plainOmitted: ReadonlyMap<string, string> = new Map(Object.entries(omittedPlain).flatMap(([kind, wordings]) => wordings.map((wording) => [fold(wording), kind] as const)));
const deletedSentences: ReadonlySet<string> = new Set(deletedWords.map(fold));
const editedPattern = new RegExp(`<(?:${editedWords.join('|')})\\.?>\\s*$`, 'iu');
const attachedPattern = new RegExp(`<(?:${attachedWords.join('|')})\\s?: ?([^<>\\r\\n]{1,255})>`, 'giu');
const attachedAfterPattern = new RegExp(`^([^\\r\\n]{1,255}?) \\((?:${attachedAfterName.join('|')})\\)\\s*$`, 'gimu');
/** First words of the call wordings: only a text that begins with one is compared with them. */
const callFirstWords: ReadonlySet<string> = new Set([
  'missed', 'silenced', 'group', 'voice', 'video', 'verpasster', 'sprachanruf', 'videoanruf', 'appel', 'llamada', 'videollamada',
  'chiamata', 'videochiamata', 'chamada', 'ligação', 'gemist', 'gemiste',
]);
/** No wording without brackets is longer; a document's is preceded by its name. */
const plainWordingLimit = 60;

const none: Markers = { attached: [], omitted: [], edited: false, deleted: false, call: false, remarks: [] };

function omittedIn(plain: string): string[] {
  const found: string[] = [];
  for (const line of plain.includes('\n') ? plain.split('\n') : [plain]) {
    const bare = line.trim();
    const bracketed = bare.startsWith('<') ? /^<([^<>]{3,40})>$/.exec(bare) : null;
    if (bracketed !== null && bracketedOmitted.has(fold(bracketed[1] ?? ''))) found.push('');
    const kind = bare.length <= plainWordingLimit ? plainOmitted.get(fold(bare)) : undefined;
    if (kind !== undefined) found.push(kind);
    else if (bare.endsWith(' document omitted')) found.push('document');
  }
  return found;
}

function isCall(whole: string): boolean {
  const firstWord = /^[\p{L}]+/u.exec(whole)?.[0];
  return firstWord !== undefined && callFirstWords.has(fold(firstWord)) && callWords.some((wording) => wording.test(whole));
}

const firstOfWording = /^(?:poll:|umfrage:|(?:live )?location|missed|silenced|group|voice|video|verpasster|sprach|appel|llamada|chiamata|chamada|ligação|gemist)/i;
/** Length and first letter of every plain wording: a text that shares neither with any is none of them. */
const outline = (length: number, first: number): number => length * 0x10000 + first;
const outlines: ReadonlySet<number> = new Set([...plainOmitted.keys(), ...deletedSentences].flatMap((wording) => [wording.length, wording.length + 1].flatMap((length) => [
  outline(length, wording.charCodeAt(0)), outline(length, wording.toUpperCase().charCodeAt(0)),
])));

/** Most messages hold no marker; this tells cheaply which might. */
function mayHoldMarker(text: string): boolean {
  if (text === '') return false;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (isHidden(first) || isHidden(last) || last <= 0x20 || first <= 0x20) return true;
  if (/[<)\n]/.test(text)) return true;
  if (text.length <= plainWordingLimit && outlines.has(outline(text.length, first))) return true;
  return text.endsWith(' omitted') || firstOfWording.test(text);
}

function remarksOn(whole: string): string[] {
  if (/^(?:poll|umfrage):/i.test(whole)) return ['poll: the votes shown are those at the time of export'];
  return /^(?:live )?location(?::| shared)/i.test(whole) ? ['location shared in the chat'] : [];
}

/** Finds the markers in a message's text. */
export function readMarkers(text: string): Markers {
  if (!mayHoldMarker(text)) return none;
  const plain = withoutHidden(text);
  const whole = plain.trim();
  const bracketed = plain.includes('<') || plain.includes(')');
  const omitted = omittedIn(plain);
  const short = whole.length <= plainWordingLimit + 40;
  return {
    attached: bracketed ? [...plain.matchAll(attachedPattern), ...plain.matchAll(attachedAfterPattern)].map((match) => (match[1] ?? '').trim()) : [],
    omitted,
    edited: bracketed && editedPattern.test(plain),
    deleted: short && deletedSentences.has(fold(whole.endsWith('.') ? whole.slice(0, -1) : whole)),
    call: short && isCall(whole),
    remarks: remarksOn(whole),
  };
}
