/** Kinds of files as a panel reads them. */
import { describe, expect, it } from 'vitest';
import { mediaTypeWords } from '../../shared/domain/media-type-words.ts';

describe('a media type in words', () => {
  it.each([
    ['application/pdf', 'PDF'], ['image/jpeg', 'JPEG picture'], ['image/svg+xml', 'SVG picture'], ['video/x-matroska', 'MATROSKA film'], ['audio/mp4', 'MP4 sound'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Excel workbook'], ['application/x-nobody-knows', 'application/x-nobody-knows'], ['', ''],
  ])('%s is “%s”', (mediaType, words) => expect(mediaTypeWords(mediaType)).toBe(words));
});
