/** read-pictures, picture-text, similar-pictures, duplicates. */
import { fileKinds, fileKindSchema, lowConfidence, type DuplicateGroup, type FilePlace, type PictureFailure, type PictureText } from '../../../shared/contract/pictures.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { Misunderstood, required } from '../options.ts';
import type { Command, CommandContext } from './command.ts';

const placeWords = ({ exhibit, name, itemId }: FilePlace): string => `${exhibit}  ${name}  ${itemId ?? 'the exhibit itself'}`;
const failureWords = ({ exhibit, name, itemId, reason }: PictureFailure): string => `Failed: ${exhibit}  ${name}  ${itemId}: ${reason}`;
/** At most `count` were listed of all there are. */
const rest = (count: number, listed: number): string[] => (count > listed ? [`    and ${count - listed} more`] : []);

export const readPictures: Command = async ({ engine, invocation, printer, watch }) => {
  const done = await engine.call('pictures.readText', { itemIds: invocation.all('item').map((id) => itemIdSchema.parse(id)), again: invocation.has('again') }, watch);
  printer.result(done, [
    `${done.asked} pictures = ${done.read} read now + ${done.alreadyRead} read before + ${done.failed} that could not be read`,
    `${done.words} words by machine, to be checked by a person; ${done.withoutWords} pictures without a word`,
    ...done.failures.map(failureWords), ...rest(done.failed, done.failures.length),
  ]);
  return 0;
};

function textSentences(text: PictureText): string[] {
  const { reading } = text;
  if (text.origin === 'none') return [`${text.name}: not read yet (“read-pictures” reads it)`];
  const by = text.origin === 'person' ? `corrected by ${text.history[0]?.author ?? ''}` : `read by machine (${reading?.engine ?? ''}), not the picture’s own words`;
  const unsure = text.origin === 'machine' ? (reading?.words ?? []).filter((word) => word.confidence < lowConfidence).map((word) => word.text) : [];
  return [
    `${text.name}: ${by}${text.signedOffBy === null ? '; not signed off' : `; signed off by ${text.signedOffBy} at ${text.signedOffAt ?? ''}`}`,
    ...(reading?.remarks ?? []), ...text.text.split('\n').map((line) => `  ${line}`),
    ...(unsure.length === 0 ? [] : [`The machine was unsure of: ${unsure.join(' ')}`]),
  ];
}

/** Writes or takes back a correction or a sign-off, if one was asked for. */
async function changeText({ engine, invocation }: CommandContext, itemId: PictureText['itemId'], attachment: number): Promise<void> {
  const corrected = invocation.one('correct');
  const asked = [corrected !== undefined, invocation.has('undo'), invocation.has('sign-off')].filter(Boolean).length;
  if (asked > 1) throw new Misunderstood('Give one of --correct, --undo and --sign-off at a time.');
  if (corrected !== undefined) await engine.call('pictures.editText', { itemId, attachment, text: corrected });
  if (invocation.has('undo')) await engine.call('pictures.editText', { itemId, attachment, text: null });
  if (invocation.has('sign-off')) {
    const standing = (await engine.call('pictures.text', { itemId })).find((text) => text.attachment === attachment);
    await engine.call('pictures.signOffText', { itemId, attachment, text: standing?.text ?? '' });
  }
}

export const pictureText: Command = async (context) => {
  const { engine, invocation, printer } = context;
  const itemId = itemIdSchema.parse(required(invocation, 'item'));
  const number = Number(invocation.one('attachment') ?? '1');
  if (!Number.isInteger(number) || number < 1) throw new Misunderstood('--attachment is a number counted from 1.');
  await changeText(context, itemId, number - 1);
  const texts = await engine.call('pictures.text', { itemId });
  if (texts.length === 0) throw new PlumblineError('invalid_input', 'This item has no picture whose bytes are in the case.');
  printer.result(texts, texts.flatMap(textSentences));
  return 0;
};

export const similarPictures: Command = async ({ engine, invocation, printer, watch }) => {
  const itemId = invocation.one('item');
  const found = await engine.call('pictures.similar', { itemId: itemId === undefined ? null : itemIdSchema.parse(itemId) }, watch);
  printer.result(found, [
    `${found.groupCount} groups that look alike among ${found.compared} different pictures; ${found.tooPlain} too plain to compare, ${found.failed} could not be opened. Look at them: likeness is not proof.`,
    ...found.groups.flatMap((group, index) => [
      `Group ${index + 1}`,
      ...group.pictures.flatMap((picture) => [...picture.places.map((place) => `  distance ${picture.distance}  ${placeWords(place)}`), ...rest(picture.count, picture.places.length)]),
    ]),
    ...found.failures.map(failureWords),
  ]);
  return 0;
};

export const duplicates: Command = async ({ engine, invocation, printer, watch }) => {
  const asked = invocation.one('kind');
  const kind = fileKindSchema.nullable().safeParse(asked ?? null);
  if (!kind.success) throw new Misunderstood(`--kind is one of ${fileKinds.join(', ')}.`);
  const done = invocation.has('hash') ? await engine.call('exhibits.hashFiles', {}, watch) : null;
  const groups: DuplicateGroup[] = [];
  let notHashed = 0;
  for (let total = 1; groups.length < total;) {
    const page: { total: number; notHashed: number; groups: DuplicateGroup[] } = await engine.call('exhibits.duplicates', { kind: kind.data, offset: groups.length, limit: 500 });
    groups.push(...page.groups);
    notHashed = page.notHashed;
    total = page.groups.length === 0 ? groups.length : page.total;
  }
  printer.result({ ...(done === null ? {} : { hashed: done }), notHashed, groups }, [
    ...(done === null ? [] : [`${done.asked} files had no hash = ${done.hashed} hashed now + ${done.failed} that could not be opened`, ...done.failures.map(failureWords), ...rest(done.failed, done.failures.length)]),
    `${groups.length === 1 ? '1 file is' : `${groups.length} files are`} in more than one exhibit${kind.data === null ? '' : ` (only of the kind “${kind.data}”)`}`,
    ...(notHashed === 0 ? [] : [`${notHashed} files of items have no hash yet and were not compared (“--hash” works them out)`]),
    ...groups.flatMap((group) => [
      `SHA-256 ${group.sha256}  ${group.mediaType}  ${group.count} places in ${group.exhibits} exhibits`,
      ...group.places.map((place) => `  ${placeWords(place)}`), ...rest(group.count, group.places.length),
    ]),
  ]);
  return 0;
};
