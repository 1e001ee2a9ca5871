/** The review the sample comes with: some of the work done, most of the rows still to read. */
import type { SampleReview } from './manifest.ts';

const tagsOnly = (exhibit: string, kind: SampleReview['kind'], fragment: string, ...tags: string[]): SampleReview => ({ exhibit, kind, fragment, tags, assessment: null });

function view(exhibit: string, kind: SampleReview['kind'], fragment: string, tags: string[], state: NonNullable<SampleReview['assessment']>['state'], reasons: string, innocentExplanation = '', officersAccount = ''): SampleReview {
  return { exhibit, kind, fragment, tags, assessment: { state, reasons, innocentExplanation, officersAccount } };
}

const accesses: readonly SampleReview[] = [
  view('ABC/4', 'access', 'DRIVING TOO FAST', [], 'no-policing-purpose',
    'Check made 12 minutes after the car was followed; no stop, no entry in the pocket notebook, no report. The account followed the registered keeper 7 minutes later.',
    'The manner of driving, if seen, would be a reason to check the keeper and the insurance.',
    'Says the car left too fast and that he felt it was involved in crime (ABC/6, interview page 4).'),
  view('ABC/4', 'access', 'CRIM DAM WB/21/40417', ['official-update'], 'policing-purpose', 'Report of damage to this vehicle was created four minutes before, by the same user.'),
  view('ABC/4', 'access', 'DRAYFORD, LEX', [], 'unclear', 'Name is of the person complained of in WB/21/31806; the originator line says “admin” only.', 'He was the officer in the case and might have needed the address.'),
  view('ABC/4', 'access', 'ASHDOWN, ROWAN', ['self-family-or-colleague'], 'no-policing-purpose', 'Search for himself. Policy 118, paragraph 1.3.', '', 'Had heard that a neighbour had complained (ABC/6, paragraph 22).'),
  view('ABC/5', 'access', '23:41:07', ['details-from-police-system'], 'no-policing-purpose', 'Telephone field of Ms Orrell opened at 23:41, no reason given; first message from the personal number at 23:47.', 'A victim may need to be rung late if there is a risk; none is recorded.'),
  view('ABC/5', 'access', '23:38:15', ['details-from-police-system'], 'no-policing-purpose', 'Telephone field of Ms Vale opened at 23:38, no reason given; first message at 23:44.', '', 'Says he was finishing the file (ABC/6, interview page 8).'),
  view('ABC/5', 'access', 'ASHDOWN MARNIE', ['self-family-or-colleague'], 'no-policing-purpose', 'Record of a family member. Policy 118, paragraph 1.3.'),
  view('ABC/5', 'access', 'ASHDOWN OTIS', ['self-family-or-colleague'], 'no-policing-purpose', 'Record of a family member. Policy 118, paragraph 1.3.'),
  view('ABC/5', 'access', '22:06:39', ['details-from-police-system', 'after-closure'], 'no-policing-purpose', 'Search by the new number after the complaint was withdrawn; message to that number eight minutes later.'),
  tagsOnly('ABC/5', 'access', 'Victim withdraws support', 'official-update'),
];

const messages: readonly SampleReview[] = [
  view('ABC/1', 'message', 'This is my own phone', ['personal-device', 'details-from-police-system'], 'no-policing-purpose', 'First contact, late at night, from a personal number; nothing about the report.', 'Officers without a work telephone to hand may use their own.', 'Work telephone was out of charge (ABC/6, interview page 8).'),
  tagsOnly('ABC/1', 'message', 'You looked lovely today', 'flirtation', 'sexualised-comment'),
  tagsOnly('ABC/1', 'message', 'Send me a picture of you', 'images-requested'),
  view('ABC/1', 'message', 'Our secret, yes?', ['concealment'], 'no-policing-purpose', 'Asks for secrecy two minutes after asking for a picture.', 'May have been meant as a joke.', 'Says it was a joke (ABC/6, paragraph 12).'),
  tagsOnly('ABC/1', 'message', "Don't mention this to anyone", 'concealment'),
  tagsOnly('ABC/1', 'message', 'personal email', 'images-requested', 'concealment', 'platform-move'),
  view('ABC/1', 'message', 'CCTV from the car park has been asked for', ['official-update'], 'policing-purpose', 'Proper update; entry on the report at 09:58 the same day.'),
  view('ABC/1', 'message', 'Your report is closed now', ['official-update'], 'policing-purpose', 'Proper update; outcome entered at 10:52 the same day.'),
  tagsOnly('ABC/1', 'message', 'nothing stopping us having that drink', 'after-closure', 'effort-to-maintain-contact'),
  tagsOnly('ABC/1', 'message', 'Delete this chat', 'concealment', 'blocking-or-deletion'),
  view('ABC/2', 'message', 'This is my personal number', ['personal-device', 'details-from-police-system'], 'no-policing-purpose', 'Six minutes after the telephone field was opened; no task needed contact at that hour.'),
  view('ABC/2', 'message', 'I have spoken to him and warned him', ['official-update'], 'policing-purpose', 'Proper update; entry on the report at 10:05.'),
  tagsOnly('ABC/2', 'message', 'More like that please', 'images-requested', 'flirtation'),
  tagsOnly('ABC/2', 'message', 'Keep it secret though', 'concealment'),
  tagsOnly('ABC/2', 'message', 'say it is a welfare check', 'unexpected-visit', 'concealment'),
  tagsOnly('ABC/2', 'message', 'You did not hear that from me', 'police-information-disclosed'),
  view('ABC/2', 'message', 'If you withdrew it', ['discouraging-complaint', 'steered-investigation'], 'account-needed', 'Suggests to the complainant that she withdraw. Not put to him yet.'),
  tagsOnly('ABC/2', 'message', 'I miss our chats', 'after-closure', 'effort-to-maintain-contact'),
  view('ABC/2', 'message', 'Found you', ['details-from-police-system', 'after-closure', 'effort-to-maintain-contact'], 'account-needed', 'Uses a number she had given for the court letter only. Not put to him yet.'),
  tagsOnly('ABC/3', 'message', 'followed her on Lumogram', 'social-media-search'),
];

const seenOnScreens: readonly SampleReview[] = [
  view('DEF/2', 'event', 'started following you', ['social-media-search'], 'no-policing-purpose', 'Seven minutes after the check; the screen shows 15:31 and no seconds, so the gap is between 6 min 50 s and 7 min 50 s.', 'Mutual followers may lead an app to suggest an account.', 'Says that the app suggested her (ABC/6, interview page 5).'),
  tagsOnly('DEF/4', 'event', 'Reacted to your story', 'reaction'),
  tagsOnly('DEF/5', 'event', 'Reacted to your photo', 'reaction', 'after-closure'),
  tagsOnly('DEF/6', 'event', 'has blocked you', 'blocking-or-deletion'),
  tagsOnly('DEF/9', 'call', 'Missed call', 'after-closure', 'personal-device'),
];

export const reviews: readonly SampleReview[] = [...accesses, ...messages, ...seenOnScreens];
