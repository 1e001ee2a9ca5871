/** A chronology in a bundle cites the pages of the schedules its events are listed in: of a conversation nothing else stands there. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition } from '../../shared/domain/bundle.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { bundleBench, document, linksOf, textOf, type BundleBench } from './bundle-bench.ts';
import { addAndImport, londonAnswers, writeEvidence } from './harness.ts';

const count = 130;
/** Each has a word of its own, by which it is found on a page. */
const word = (message: number): string => `Ref${String(message).padStart(3, '0')}`;
const chat = Array.from({ length: count }, (_, index) => `${13 + (index % 9)}/11/2021, 1${index % 10}:${String(10 + (index % 50))} - Imogen Vale: ${word(index)} ${'Imogen Vale asked what Imogen Vale had told Imogen Vale of the car. '.repeat(index % 4)}`).toSorted().join('\n');

type Built = CommandOutput<'bundles.build'>;
type Pages = Pick<Built, 'path' | 'documents'>;
let on: BundleBench;
let chatId: ExhibitId;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let built: Built;
let definition: BundleDefinition;

const own = (id: 'chronology' | 'messages' | 'accesses', filter: Partial<TimelineFilter> = {}, title = `Our ${id}`) => document(title.toLowerCase().replaceAll(' ', '-'), title, { type: 'document', ask: documentAskSchema.parse({ kind: id, zone: 'Europe/London', filter: { ...everything, ...filter } }) });
const spanOf = ({ documents }: Pages, id: string): number[] => {
  const one = documents.find((each) => each.id === id);
  return one === undefined ? [] : Array.from({ length: one.lastPage - one.firstPage + 1 }, (_, index) => one.firstPage + index);
};
/** By the word of each event, the page its link leads to. */
function citedFrom(file: Pages, id: string): Map<string, number> {
  const links = linksOf(file.path);
  return new Map(spanOf(file, id).flatMap((page) => {
    const words = textOf(file.path, page).match(/Ref\d{3}/gu) ?? [];
    const to = links.filter((link) => link.page === page).toSorted((one, other) => other.top - one.top).map((link) => link.to);
    expect(to, `links of page ${page}`).toHaveLength(words.length);
    return words.map((each, index): [string, number] => [each, to[index] ?? 0]);
  }));
}
/** By the word of each message, the first page on which a document has it. */
function pagesIn(file: Pages, id: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const page of spanOf(file, id)) for (const each of textOf(file.path, page).match(/Ref\d{3}/gu) ?? []) if (!found.has(each)) found.set(each, page);
  return found;
}

beforeAll(async () => {
  on = await bundleBench();
  ({ exhibitId: chatId } = await addAndImport(on.bench, writeEvidence(on.bench.folder, 'WhatsApp Chat with Imogen Vale (2).txt', chat), 'ABC/20', londonAnswers));
  // The chronology stands first: where the rows of the schedules come to lie is not known when it is set for the first time.
  definition = bundleDefinitionSchema.parse({ title: 'Hearing bundle', hearingOn: '2022-06-30', sections: [{ title: 'Chronology', documents: [own('chronology', { exhibitIds: [chatId] })] }, { title: 'Schedules', documents: [own('messages', { exhibitIds: [chatId] })] }] });
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition }));
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('cited.pdf') });
}, 600_000);

describe('a chronology of messages that stand in a schedule', () => {
  it('cites of each the page on which the schedule lists it, as a link and in print', () => {
    const cited = citedFrom(built, 'our-chronology');
    expect(cited.size).toBe(count);
    expect(spanOf(built, 'our-messages').length).toBeGreaterThan(3);
    expect(cited).toEqual(pagesIn(built, 'our-messages'));
    const [first] = cited;
    expect(textOf(built.path, spanOf(built, 'our-chronology')[0] ?? 0)).toMatch(new RegExp(`${first?.[0]}.*? ${first?.[1]} `, 'u'));
    expect(built.checks.find(({ rule }) => rule === 'C3')).toMatchObject({ outcome: 'pass', found: expect.stringContaining(`${count} links lead from ${count} entries`) });
  });

  it('cites in cipher the page on which it is listed there, which may be another one', async () => {
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Imogen Vale' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const hidden = await on.bench.engine.call('bundles.buildInCipher', { bundleId, destination: on.pathTo('hidden.pdf') });
    const cited = citedFrom(hidden, 'our-chronology');
    expect(cited.size).toBe(count);
    expect(cited).toEqual(pagesIn(hidden, 'our-messages'));
    // Otherwise nothing would be tried here.
    expect(cited).not.toEqual(pagesIn(built, 'our-messages'));
  }, 240_000);

  it('that comes late cites the schedule that was served before it', async () => {
    await on.bench.engine.call('bundles.serve', { bundleId, versionId: built.versionId, servedOn: '2022-05-02', recipients: ['Panel'], acknowledged: built.checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule) });
    const late = { ...definition, sections: [...definition.sections, { title: 'Later', documents: [own('chronology', { exhibitIds: [chatId] }, 'Later chronology')] }] };
    await on.bench.engine.call('bundles.save', { bundleId, definition: late });
    const later = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('later.pdf') });
    const cited = citedFrom(later, 'later-chronology');
    expect(cited.size).toBe(count);
    expect(cited).toEqual(pagesIn(built, 'our-messages'));
  }, 240_000);
});

describe('a chronology of a bundle in which nothing of it stands', () => {
  it('C3: is warned of, since it cites no page', async () => {
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter: 'B', sections: [{ title: 'Chronology', documents: [own('chronology', { exhibitIds: [chatId] })] }] }) });
    const bare = await on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('bare.pdf') });
    expect(bare.checks.find(({ rule }) => rule === 'C3')).toMatchObject({ outcome: 'warn', found: expect.stringContaining('cites no page') });
  }, 120_000);
});
