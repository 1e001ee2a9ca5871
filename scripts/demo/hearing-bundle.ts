/** The hearing bundle of the sample case: everything in it that has pages, and the documents the case makes itself. */
import type { BundleDefinition, BundleDocument } from '../../shared/domain/bundle.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';

const zone = 'Europe/London';
/** The afternoon of the first account: the check of the plate, the search for her, the first message. */
const afternoon = { fromMs: Date.parse('2021-09-28T12:00:00Z'), untilMs: Date.parse('2021-09-28T23:00:00Z') } as const;

const isPicture = ({ mediaType }: Exhibit): boolean => mediaType.startsWith('image/');
const isRecording = ({ mediaType }: Exhibit): boolean => /^(?:audio|video)\//u.test(mediaType);
const isDocument = ({ mediaType, format }: Exhibit): boolean => mediaType === 'application/pdf' || format === 'document';

function ofExhibit({ id, reference, description, originalName }: Exhibit): BundleDocument {
  return { id: `exhibit-${id}`, title: `${reference}: ${description === '' ? originalName : description}`, dated: null, turn: 0, source: { type: 'exhibit', exhibitId: id } };
}

type Ask = Extract<BundleDocument['source'], { type: 'document' }>['ask'];
const made = (id: string, title: string, ask: Ask): BundleDocument => ({ id, title, dated: null, turn: 0, source: { type: 'document', ask } });

/** The case, whose exhibits are these. */
export function hearingBundle(exhibits: readonly Exhibit[]): BundleDefinition {
  const of = (filter: Partial<TimelineFilter>): TimelineFilter => ({ ...everything, ...filter });
  const common = { zone, bundlePages: true, nameEmoji: false, leaveOut: [] };
  return {
    title: 'Hearing bundle', letter: 'A', hearingOn: '2022-11-14', profile: 'judiciary-2021', overrides: [],
    sections: [
      { title: 'Statements, policies and reports', documents: exhibits.filter(isDocument).map(ofExhibit) },
      { title: 'Chronology', documents: [
        made('chronology', 'Chronology of what was assessed', { kind: 'chronology', ...common, order: 'earliest', filter: of({ assessments: ['no-policing-purpose', 'policing-purpose', 'unclear', 'account-needed'] }) }),
        made('sequence', 'Sequence of events, afternoon of 28 September 2021', { kind: 'sequence', ...common, filter: of(afternoon) }),
      ] },
      { title: 'Schedules', documents: [
        made('accesses', 'Schedule of system accesses', { kind: 'accesses', ...common, order: 'earliest', filter: of({}), firstNumber: 1, window: { beforeMs: 86_400_000, afterMs: 604_800_000 } }),
        made('messages', 'Schedule of messages', { kind: 'messages', ...common, order: 'earliest', filter: of({}), firstNumber: 1 }),
        made('patterns', 'Pattern of contact', { kind: 'patterns', zone, nameEmoji: false, bundlePages: true, filter: of({}), per: 'week', silenceMs: 14_400_000 }),
      ] },
      { title: 'Exhibits', documents: [...exhibits.filter(isPicture), ...exhibits.filter(isRecording)].map(ofExhibit) },
      { title: 'Lists', documents: [made('exhibits', 'List of exhibits', { kind: 'exhibits', ...common, exhibitIds: [] })] },
    ],
  };
}
