/** The ways in which bytes of a file may be read as text: a name can stand in each of them. */

import { Parser } from 'htmlparser2';

/** Latin-1, UTF-8 and UTF-16 in both orders; of what is text, each as it may be written. `binary`: points of a picture and the like. */
export function readingsOfBytes(bytes: Uint8Array, binary = false): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const swapped = Buffer.from(even).swap16();
  const odd = buffer.subarray(1, buffer.length - ((buffer.length - 1) % 2));
  const read = [buffer.toString('latin1'), buffer.toString('utf8'), even.toString('utf16le'), swapped.toString('utf16le'), odd.toString('utf16le'), Buffer.from(odd).swap16().toString('utf16le')];
  return binary ? read : read.flatMap(readingsOfText);
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/giu, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
/** By a library, of every entity there is, and not by the table of the rule that hides: a gap in the one is found by the other. What would begin a tag is no text to it. */
function entitiesOnce(text: string): string {
  const read: string[] = [];
  const parser = new Parser({ ontext: (part) => { read.push(part); } }, { decodeEntities: true });
  parser.end(text.replaceAll('<', ' '));
  return read.join('');
}
/** Twice: markup that was itself made of markup has `&amp;uuml;`. */
const entitiesDecoded = (text: string): string => (text.includes('&') ? entitiesOnce(entitiesOnce(text)) : text);
const older = new TextDecoder('windows-1252');
/** One byte a letter, as older programs write them after a sign. */
const olderDecoded = (text: string): string => text.replace(/(?:[%=][\da-f]{2})+/giu, (run) => older.decode(Buffer.from(run.replaceAll(/[%=]/gu, ''), 'hex')));
const escapesDecoded = (text: string): string => text.replace(/(?:\\{1,4}[nrtbf])+/gu, ' ').replace(/\\u([\da-f]{4})|\\x([\da-f]{2})|\\([0-7]{3})/giu, (_, unit?: string, hex?: string, octal?: string) => String.fromCharCode(Number.parseInt(unit ?? hex ?? octal ?? '0', octal === undefined ? 16 : 8)));
/** Long runs of hexadecimal digits, as PDF and logs write strings. */
const hexDecoded = (text: string): string => Array.from(text.matchAll(/[\da-f]{12,8000}/giu), ([digits]) => {
  const bytes = Buffer.from(digits, 'hex');
  return `${bytes.toString('utf8')} ${Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le')}`;
}).join(' ');

/** Runs of base 64, over line ends too, as messages carry texts and files. */
const base64Decoded = (text: string): string => Array.from(text.replace(/([A-Za-z\d+/]{60,100})\r?\n/gu, '$1').matchAll(/[A-Za-z\d+/]{16,100000}={0,2}/gu), ([run]) => Buffer.from(run, 'base64').toString('utf8')).join(' ');
/** `Zo=C3=AB`, with lines that end in `=` joined. */
const quotedDecoded = (text: string): string => text.replace(/=\r?\n/gu, '').replace(/(?:=[\dA-F]{2})+/giu, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
/** UTF-8 that was taken for Latin-1: `ZoÃ«`. */
const mended = (text: string): string => text.replace(/[\u0080-\u00ff]{2,1000}/gu, (run) => Buffer.from(run, 'latin1').toString('utf8'));
/** `=?utf-8?Q?Zo=C3=AB?=` of the heads of messages. */
const encodedWords = (text: string): string => text.replace(/=\?[\w-]{1,40}\?([bq])\?([^?\s]{0,2000})\?=/giu, (_, kind: string, word: string) => (kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : quotedDecoded(word.replaceAll('_', ' '))));

/** A text, and what it is when it is read as it may have been written by other programs; only those that differ. */
export function readingsOfText(text: string): string[] {
  const escapes = escapesDecoded(text);
  return [...new Set([text, percentDecoded(text), entitiesDecoded(text), escapes, mended(text), mended(escapes), hexDecoded(text), base64Decoded(text), quotedDecoded(text), olderDecoded(text), encodedWords(text)])].filter((reading) => reading.trim() !== '');
}
