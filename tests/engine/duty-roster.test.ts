import { afterAll, describe, expect, it } from 'vitest';
import { dutyRosterImporter as importer } from '../../electron/engine/importers/duty-roster/roster-importer.ts';
import { itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const london = { zone: 'Europe/London', zoneBasis: 'stated' as const, zoneBasisBy: 'B. Planner' };
const recognise = (text: string) => importer.recognise(folder.source(text), notCancelled);
const field = (item: ItemDraft | undefined, name: string) => item?.fields.find((one) => one.name === name)?.value;
const duty = (item: ItemDraft | undefined) => [field(item, 'Duty start'), field(item, 'Duty end'), field(item, 'Officer'), field(item, 'Shift')];
const header = 'Date,Start,End,Shift,Officer,Collar No\n';

describe('recognising a roster', () => {
  it('wants a start, an end and a word for duty among the headings', async () => {
    expect(await recognise(`${header}28/09/2021,07:00,17:00,Early,A. Example,1234\n`)).toContain('“Start” and “End”');
    expect(await recognise('Duty start;Duty end;Name\n2021-09-28 07:00;2021-09-28 17:00;A. Example\n')).toContain('duty roster');
  });

  it('leaves any other table to the person who maps tables', async () => {
    for (const other of ['Date,Start,End,Officer\n1/1/2021,1,2,A\n', 'Date,Shift,Officer\n28/09/2021,Early,A\n', 'Start,End,Start time,Shift\n1,2,3,4\n', 'Date,Time,User,Action\n28/09/2021,07:00,a,View\n', 'our shift starts and ends at dawn']) expect(await recognise(other)).toBeNull();
  });
});

describe('a row', () => {
  it('is a duty from its start to its end, for the officer it names', async () => {
    const { items, facts } = await readAll(importer, folder.source(`${header}28/09/2021,07:00,17:00,Early,A. Example,1234\n`), london);
    expect(items).toHaveLength(1);
    itemDraftSchema.parse(items[0]);
    expect(duty(items[0])).toEqual(['2021-09-28T06:00:00Z', '2021-09-28T16:00:00Z', 'A. Example', 'Early']);
    expect(items[0]).toMatchObject({ kind: 'event', text: 'Early · 07:00 to 17:00', from: 'A. Example', direction: 'none', time: { written: '28/09/2021 07:00', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated' }, locator: { type: 'row', row: 2 } });
    expect(items[0]?.identifiers).toContainEqual({ kind: 'collar', role: 'participant', written: '1234', normal: '1234', certainty: 'certain' });
    expect(facts).toMatchObject({ dateOrder: 'dmy', dateOrderBasis: expect.stringContaining('row 2 says “28/09/2021 07:00”'), zone: 'Europe/London', basisBy: 'B. Planner', rowsSeen: 1 });
  });

  it('that ends earlier on the clock ends on the next day, through the change of clocks too', async () => {
    const { items } = await readAll(importer, folder.source(`${header}28/09/2021,2200,0700,Night,A,1\n30/10/2021,22:00,07:00,Night,A,1\n`), london);
    expect(items.map((item) => duty(item).slice(0, 2))).toEqual([['2021-09-28T21:00:00Z', '2021-09-29T06:00:00Z'], ['2021-10-30T21:00:00Z', '2021-10-31T07:00:00Z']]);
    expect(items[0]?.remarks.join()).toContain('read as being on the next day');
  });

  it('without a time of day is a day without a duty', async () => {
    const { items } = await readAll(importer, folder.source(`${header}28/09/2021,,,Rest day,A,1\n29/09/2021,RD,RD,,A,1\n30/09/2021,07:00,late,Early,A,1\n01/10/2021,07:00,07:00,Early,A,1\n`), london);
    expect(items.map(duty)).toEqual([[undefined, undefined, 'A', 'Rest day'], [undefined, undefined, 'A', undefined], ['2021-09-30T06:00:00Z', undefined, 'A', 'Early'], ['2021-10-01T06:00:00Z', undefined, 'A', 'Early']]);
    expect(items.map(({ time }) => time.precision)).toEqual(['day', 'day', 'minute', 'minute']);
    expect(items[1]).toMatchObject({ text: 'RD', remarks: ['The start “RD” is no time of day: the row is kept as a day without a duty.'] });
    expect(items[2]?.remarks.join()).toContain('“late” could not be read');
    expect(items[3]?.remarks.join()).toContain('same time');
  });

  it('may state date and time in one cell, with its own offset', async () => {
    const { items, facts } = await readAll(importer, folder.source('Duty start,Duty end,Officer\n2021-09-28T07:00:00+01:00,2021-09-28T17:00:00+01:00,A\n'));
    expect(duty(items[0])).toEqual(['2021-09-28T06:00:00Z', '2021-09-28T16:00:00Z', 'A', undefined]);
    expect(facts).toMatchObject({ basis: 'in-data', zone: null });
  });

  it('whose zone or order of day and month nobody has said is asked about', async () => {
    const source = folder.source(`${header}01/02/2021,07:00,17:00,Early,A,1\n`);
    const { questions } = await importer.inspect(source, {}, notCancelled);
    expect(questions.filter(({ required }) => required).map(({ answer }) => answer)).toEqual(['dateOrder', 'zone']);
    await expect(readAll(importer, source)).rejects.toMatchObject({ code: 'needs_answers' });
    expect((await readAll(importer, source, { ...london, dateOrder: 'dmy' })).items[0]?.time.earliestMs).toBe(Date.UTC(2021, 1, 1, 7));
  });

  it('that is damaged costs itself', async () => {
    const { items, quarantined, facts } = await readAll(importer, folder.source(`${header}28/09/2021,07:00,17:00,Early,A,1\n,,,,,\n31/09/2021,07:00,17:00,Early,A,1\nnote\n28/03/2021,01:30,09:00,Early,A,1\n`), london);
    expect(items).toHaveLength(1);
    expect(quarantined.map(({ code }) => code)).toEqual(['no-content', 'impossible-date', 'malformed-row', 'impossible-time']);
    expect(facts.rowsSeen).toBe(5);
  });
});
