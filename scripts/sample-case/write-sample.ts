/** Writes the whole sample: input files and the manifest that says what they are. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { zipOf, type ArchiveMember } from './archive.ts';
import { androidChat, americanChat, iosChat } from './chat-text.ts';
import { makeChats } from './chats.ts';
import { dutyRoster } from './duty-roster.ts';
import { caseFiles, exhibits } from './exhibits.ts';
import { withheldFilm } from './film.ts';
import { sampleManifestSchema, type SampleManifest } from './manifest.ts';
import { nationalLog } from './national-log.ts';
import { officersAccount } from './officers-account.ts';
import { collar, force, officer, unknownNumber, vale } from './people.ts';
import { policyPdf } from './policy.ts';
import { recordsAudit } from './records-audit.ts';
import { reviews } from './reviews.ts';
import { drawScreenshot, screenshots, withheldPicture } from './screenshots.ts';
import { statedPeople } from './stated-people.ts';
import { orrellPictures } from './story-orrell.ts';
import { sentFilms, sentPictures, unknownStory } from './story-unknown.ts';
import { valePictures } from './story-vale.ts';
import { transcriptions } from './transcriptions.ts';

type Content = string | Uint8Array;

const pictureOfCaseFile = (place: number): Promise<Buffer> => withheldPicture(20 + place);

/** The chat with the unknown number: its first files are, byte for byte, those of the case file. */
async function sentOn(): Promise<Buffer> {
  const files: readonly (readonly [string, Buffer])[] = [
    [sentPictures[0], await pictureOfCaseFile(0)], [sentPictures[1], await pictureOfCaseFile(1)], [sentFilms[0], await withheldFilm('first film')], [sentFilms[1], await withheldFilm('second film')],
  ];
  return zipOf([{ name: `WhatsApp Chat with ${unknownNumber}.txt`, bytes: Buffer.from(androidChat(unknownStory), 'utf8') }, ...files.map(([name, bytes]) => ({ name, bytes }))]);
}

async function withPictures(name: string, text: string, pictures: readonly string[], firstPlace: number): Promise<Buffer> {
  const members: ArchiveMember[] = [{ name, bytes: Buffer.from(text, 'utf8') }];
  for (const [index, picture] of pictures.entries()) members.push({ name: picture, bytes: await withheldPicture(firstPlace + index) });
  return zipOf(members);
}

/** Content of every file by the exhibit's reference. */
async function contents(seed: number): Promise<ReadonlyMap<string, Content>> {
  const chats = makeChats(seed);
  const made: [string, Content][] = [
    ['ABC/1', await withPictures(`WhatsApp Chat with ${vale}.txt`, androidChat(chats.vale), valePictures, 0)],
    ['ABC/2', await withPictures('_chat.txt', iosChat(chats.orrell, officer), orrellPictures, 10)],
    ['ABC/3', androidChat(chats.colleague)],
    ['ABC/4', nationalLog(seed)],
    ['ABC/5', await recordsAudit(seed)],
    ['ABC/6', officersAccount()],
    ['ABC/7', await policyPdf()],
    ['ABC/8', dutyRoster()],
    ['ABC/9', await sentOn()],
    [caseFiles[0].reference, await pictureOfCaseFile(0)], [caseFiles[1].reference, await pictureOfCaseFile(1)], [caseFiles[2].reference, await withheldFilm('first film')],
    ['DEF/1', americanChat(chats.friend)],
  ];
  for (const [index, screenshot] of screenshots.entries()) made.push([`DEF/${index + 2}`, await drawScreenshot(screenshot)]);
  return new Map(made);
}

/**
 * Writes the sample case “Operation Larkspur” into a folder, made when it is not there: about 25
 * input files and `manifest.json`. The same seed gives the same bytes. Everything is invented.
 */
export async function generateSampleCase(folder: string, seed: number): Promise<SampleManifest> {
  const manifest = sampleManifestSchema.parse({
    version: 1, seed,
    caseDetails: {
      ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'WB/PSD/0412/22', force, regime: '2020-regulations', officer: `PC ${collar} ${officer}`,
    },
    exhibits, transcriptions, reviews, people: [...statedPeople],
  } satisfies Record<keyof SampleManifest, unknown>);
  await mkdir(folder, { recursive: true });
  const byReference = await contents(seed);
  for (const { reference, file } of manifest.exhibits) {
    const content = byReference.get(reference);
    if (content === undefined) throw new Error(`The sample has no content for ${reference}.`);
    await writeFile(join(folder, file), content);
  }
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
