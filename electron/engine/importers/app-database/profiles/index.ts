/** Every profile that comes with the program; the more particular ones first. */
import type { SqliteProfile } from '../profile.ts';
import { androidCalls, androidMessages } from './android-telephony.ts';
import { appleMessages } from './apple-messages.ts';
import { chromeHistory, safariHistory } from './browser-history.ts';
import { hangoutsAndroid } from './hangouts-android.ts';
import { instagramIos } from './instagram-ios.ts';
import { iosAddressBook, iosCallHistory, iosVoicemail } from './ios-contacts.ts';
import { kikIos } from './kik-ios.ts';
import { tangoAndroid } from './tango-android.ts';
import { teamsIos } from './teams-ios.ts';
import { truthSocialIos } from './truth-social-ios.ts';
import { whatsappAndroid, whatsappAndroidContacts, whatsappAndroidOlder } from './whatsapp-android.ts';
import { whatsappIosCalls, whatsappIosContacts, whatsappIosMessages } from './whatsapp-ios.ts';

export const profiles: readonly SqliteProfile[] = [
  whatsappIosMessages, whatsappIosCalls, whatsappIosContacts, whatsappAndroid, whatsappAndroidOlder, whatsappAndroidContacts,
  instagramIos, kikIos, teamsIos, truthSocialIos, hangoutsAndroid, tangoAndroid,
  appleMessages, androidMessages, androidCalls, iosAddressBook, iosVoicemail, iosCallHistory, chromeHistory, safariHistory,
];
