import { afterAll, describe, expect, it } from 'vitest';
import { caseUcoImporter as importer } from '../../electron/engine/importers/case-uco/index.ts';
import { expectToSurviveAnyByte } from '../fixtures/damaged-byte.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
type Json = Record<string, unknown>;
const context = { 'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/', 'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/', kb: 'http://example.org/kb/' };
const graph = (...nodes: unknown[]) => JSON.stringify({ '@context': context, '@graph': nodes }, null, 1);
const when = (value: string) => ({ '@type': 'xsd:dateTime', '@value': value });
const ref = (id: string) => ({ '@id': id });
const observable = (id: string, facet: string, properties: Json, more: Json = {}): Json => ({
  '@id': id, '@type': 'uco-observable:ObservableObject', ...more,
  'uco-core:hasFacet': [{ '@type': `uco-observable:${facet}`, ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [`uco-observable:${name}`, value])) }],
});
const accounts = [
  observable('kb:a1', 'PhoneAccountFacet', { phoneNumber: '07700 900123' }), observable('kb:a2', 'AccountFacet', { accountIdentifier: 'alex.example', owner: ref('kb:p1') }),
  { '@id': 'kb:p1', '@type': 'uco-identity:Person', 'uco-core:hasFacet': { '@type': 'uco-identity:SimpleNameFacet', 'uco-identity:givenName': 'Alex', 'uco-identity:familyName': 'Example' } },
];
const message = (more: Json = {}) => observable('kb:m1', 'MessageFacet', { messageText: 'See you at 6', from: ref('kb:a1'), to: ref('kb:a2'), sentTime: when('2021-09-28T14:24:10.25Z'), ...more });
const read = (text: string, answers = {}) => readAll(importer, folder.source(text, 'case.jsonld'), answers);

describe('recognising CASE data', () => {
  it('goes by its vocabulary, under any prefix', async () => {
    const recognise = (text: string) => importer.recognise(folder.source(text), notCancelled);
    expect(await recognise(graph(message()))).toContain('CASE/UCO');
    expect(await recognise('{"@graph":[{"@type":"observable:Message"}]}')).not.toBeNull();
    expect(await recognise('[{"@id":"x","https://ontology.unifiedcyberontology.org/uco/core/hasFacet":[]}]')).not.toBeNull();
    for (const other of ['{"@context":"https://schema.org","@graph":[]}', '{"messages":[]}', 'a text about "@graph" and uco-core:']) expect(await recognise(other)).toBeNull();
  });
});

describe('a message', () => {
  it('has its references resolved to names and numbers, and keeps its own characters', async () => {
    const { items, facts } = await read(graph(message(), ...accounts));
    const [first] = items;
    expect(first).toMatchObject({
      kind: 'message', from: '07700 900123', to: ['Alex Example'], text: 'See you at 6', direction: 'unknown', locator: { type: 'json', file: '', path: '@graph[0]' },
      time: { earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10, 250), precision: 'millisecond', zoneBasis: 'in-data', flags: [] }, remarks: [],
    });
    expect(JSON.parse(first?.verbatim ?? '')).toEqual(message());
    expect(first?.identifiers).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'phone', role: 'from', normal: '+447700900123' }), expect.objectContaining({ kind: 'name', role: 'to', normal: 'alex example' }), expect.objectContaining({ kind: 'handle', role: 'to', normal: 'alex.example' })]));
    expect(first?.fields).toContainEqual({ name: 'from', value: '07700 900123 (kb:a1)' });
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'contact', 'contact', 'contact']);
    expect(facts).toMatchObject({ rowsSeen: 4, warnings: [expect.stringContaining('published documentation'), '3 rows without a time: on the undated list.'] });
  });

  it('may have several recipients, a thread, other prefixes, and facets that stand apart', async () => {
    const thread = observable('kb:t1', 'MessageThreadFacet', { displayName: 'Rota chat', message: { '@type': 'uco-types:Bag', 'co:element': [ref('kb:m2')] }, participant: [ref('kb:a1'), ref('kb:a2')] }, { '@type': 'uco-observable:MessageThread' });
    const full = 'https://ontology.unifiedcyberontology.org/uco/';
    const apart = { '@id': 'kb:m2', [`${full}core/hasFacet`]: [ref('kb:f1')] };
    const facet = { '@id': 'kb:f1', '@type': [`${full}observable/MessageFacet`], [`${full}observable/messageText`]: { '@value': 'hello' }, 'observable:to': [ref('kb:a1'), ref('kb:a2')], 'observable:from': ref('kb:a9'), 'observable:sentTime': '2021-09-28T14:24:10+01:00' };
    const { items } = await read(graph(thread, apart, facet, ...accounts));
    expect(items[1]).toMatchObject({ kind: 'message', text: 'hello', to: ['07700 900123', 'Alex Example'], from: 'kb:a9', thread: 'Rota chat', time: { earliestMs: Date.UTC(2021, 8, 28, 13, 24, 10) }, remarks: ['It refers to kb:a9, which is not described in the file.'] });
    expect(items[0]).toMatchObject({ kind: 'note', thread: 'Rota chat', to: ['07700 900123', 'Alex Example'] });
    // The facet is an object of the graph too: it is a row as well.
    expect(items).toHaveLength(6);
  });

  it('is outgoing or incoming only by a person’s word or its own', async () => {
    const text = graph(message(), ...accounts);
    expect((await read(text, { deviceOwner: 'Alex Example' })).items[0]?.direction).toBe('incoming');
    expect((await read(text, { deviceOwner: '07700 900123' })).items[0]?.direction).toBe('outgoing');
    expect((await read(text, { deviceOwner: '' })).items[0]?.direction).toBe('unknown');
    expect((await read(graph(message({ messageType: 'Sent' })))).items[0]?.direction).toBe('outgoing');
    expect((await read(graph(message({ messageType: 'System message' })))).items[0]?.kind).toBe('notice');
    const { questions } = await importer.inspect(folder.source(text), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'deviceOwner', required: false, options: expect.arrayContaining([expect.objectContaining({ value: 'Alex Example' })]) }]);
  });

  it('whose time names no clock is asked about first', async () => {
    const text = graph(message({ sentTime: when('2021-09-28T14:24:10') }));
    await expect(read(text)).rejects.toMatchObject({ code: 'needs_answers' });
    expect((await read(text, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'A. Analyst' })).items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 13, 24, 10), zoneBasis: 'stated' });
  });

  it('with a time that cannot be read is set aside and named', async () => {
    const { quarantined } = await read(graph(message({ sentTime: when('last Tuesday') })));
    expect(quarantined).toMatchObject([{ code: 'unreadable-time', reason: expect.stringContaining('@graph[0]: its sentTime: “last Tuesday”') }]);
  });
});

describe('a call', () => {
  const call = (more: Json) => graph(observable('kb:c1', 'CallFacet', { callType: 'incoming', startTime: when('2021-09-28T14:00:00Z'), endTime: when('2021-09-28T14:01:03Z'), from: ref('kb:a1'), ...more }), ...accounts);

  it('is read with its direction and duration', async () => {
    expect((await read(call({ duration: 63 }))).items[0]).toMatchObject({ kind: 'call', direction: 'incoming', from: '07700 900123', text: 'Call · incoming · duration 63', time: { flags: [] }, remarks: [] });
    expect((await read(call({ duration: { '@type': 'xsd:duration', '@value': 'PT1M3S' } }))).items[0]?.time.flags).toEqual([]);
  });

  it('whose duration contradicts its times is flagged', async () => {
    const { items, facts } = await read(call({ duration: 600 }));
    expect(items[0]).toMatchObject({ time: { flags: ['contradicts-itself'] }, remarks: ["The call's duration is given as 600, but from its start to its end is 63 seconds."] });
    expect(facts.warnings.join()).toContain('1 row whose own times contradict');
    expect((await read(call({ endTime: when('2021-09-28T13:00:00Z') }))).items[0]?.remarks).toEqual(['The call ends before it begins.']);
  });
});

describe('other objects', () => {
  it('are rows too: with a time an event, without one a note; a position is a location', async () => {
    const { items } = await read(graph(
      observable('kb:f', 'FileFacet', { fileName: 'a.jpg', observableCreatedTime: when('2021-09-28T14:00:00Z') }, { 'uco-core:objectCreatedTime': when('2025-01-01T00:00:00Z') }),
      { '@id': 'kb:r', '@type': 'uco-core:Relationship', 'uco-core:kindOfRelationship': 'Contained_Within', 'uco-core:objectCreatedTime': when('2025-01-01T00:00:00Z') },
      { '@id': 'kb:l', '@type': 'uco-location:Location', 'uco-core:hasFacet': [{ '@type': 'uco-location:LatLongCoordinatesFacet', 'uco-location:latitude': 51.5, 'uco-location:longitude': -0.12 }] },
      { '@type': 'unheard-of:Thing' },
    ));
    expect(items.map(({ kind }) => kind)).toEqual(['event', 'note', 'location', 'note']);
    expect(items[0]).toMatchObject({ text: 'ObservableObject: a.jpg', time: { earliestMs: Date.UTC(2021, 8, 28, 14) }, remarks: ["The time is the node's observableCreatedTime."] });
    expect(items[2]?.fields).toEqual(expect.arrayContaining([{ name: 'Latitude', value: '51.5' }, { name: 'Longitude', value: '-0.12' }]));
  });

  it('of a bundle, and of a document that is a list, are found', async () => {
    expect((await read(JSON.stringify({ '@context': context, '@type': 'uco-core:Bundle', 'uco-core:object': [message()] }))).items).toMatchObject([{ kind: 'message', locator: { path: 'uco-core:object[0]' } }]);
    expect((await read(JSON.stringify([message(), 7]))).rows).toHaveLength(2);
  });
});

describe('damage', () => {
  it('costs the node it is in; owners in a circle end; a cut file says so', async () => {
    const circle = [observable('kb:x', 'AccountFacet', { accountIdentifier: 'x', owner: ref('kb:y') }), observable('kb:y', 'AccountFacet', { accountIdentifier: 'y', owner: ref('kb:x') })];
    const whole = graph(...circle, 'text', null, message());
    const { items, quarantined } = await read(whole);
    expect(items).toHaveLength(3);
    expect(quarantined.map(({ reason }) => reason)).toEqual(['@graph[2] is not an object of the graph. Reading went on after it.', '@graph[3] is not an object of the graph. Reading went on after it.']);
    expect((await read(whole.slice(0, -40))).quarantined.at(-1)?.reason).toContain('cut off');
  });

  it('of one byte anywhere loses no row and gives no two rows one place', async () => {
    const whole = Buffer.from(graph(message(), ...accounts));
    await expectToSurviveAnyByte(importer, folder, whole, 200);
  });
});
