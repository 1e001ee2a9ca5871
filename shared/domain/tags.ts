/**
 * The default tag set. Tags describe; they never conclude. The first twelve are published
 * warning signs of abuse of position for a sexual purpose (domain reference, section 5).
 */
import { z } from 'zod';

export const tagSchema = z.object({ code: z.string().regex(/^[a-z0-9-]{1,60}$/), name: z.string(), definition: z.string() });
export type Tag = z.infer<typeof tagSchema>;

/** A tag as the case has it. */
export const listedTagSchema = tagSchema.extend({
  /** Taken out of the set: no longer offered, still on the items that carry it. */
  retired: z.boolean(),
  /** Items that carry it. */
  items: z.number().int(),
});
export type ListedTag = z.infer<typeof listedTagSchema>;

export const defaultTags: readonly Tag[] = [
  { code: 'off-duty-contact', name: 'Off-duty contact', definition: 'Contact or visit while rostered off' },
  { code: 'pet-name', name: 'Pet name', definition: 'Nickname or endearment' },
  { code: 'flirtation', name: 'Flirtation', definition: 'Flirtatious tone' },
  { code: 'gift-or-letter', name: 'Gift or letter', definition: 'Given, offered or asked for' },
  { code: 'physical-contact', name: 'Physical contact', definition: 'Described or arranged' },
  { code: 'sexualised-comment', name: 'Sexualised comment', definition: 'Including kisses or emoji' },
  { code: 'unnecessary-communication', name: 'Unnecessary communication', definition: 'No task needed it' },
  { code: 'after-closure', name: 'After closure', definition: 'Contact after incident or case ended' },
  { code: 'unexpected-visit', name: 'Unexpected visit', definition: 'Unplanned visit or “welfare check”' },
  { code: 'rescuer', name: 'Rescuer', definition: '“Knight in shining armour” role' },
  { code: 'favourite-officer', name: 'Favourite officer', definition: 'Exclusive reliance on one officer' },
  { code: 'steered-investigation', name: 'Steered investigation', definition: 'Pushed to quick resolution' },
  { code: 'concealment', name: 'Concealment', definition: 'Secrecy, cover story' },
  { code: 'images-requested', name: 'Images requested', definition: 'Asks for photos or video' },
  { code: 'explicit-image-exchanged', name: 'Explicit image exchanged', definition: 'Sexual image or video; direction noted' },
  { code: 'personal-device', name: 'Personal device', definition: 'Private phone or account used' },
  { code: 'details-from-police-system', name: 'Details from police system', definition: 'Contact data traced to an access' },
  { code: 'social-media-search', name: 'Social-media search', definition: 'Search, follow or friend request' },
  { code: 'reaction', name: 'Reaction', definition: 'Emoji, like or story reply' },
  { code: 'platform-move', name: 'Platform move', definition: 'Asks to switch app or number' },
  { code: 'blocking-or-deletion', name: 'Blocking or deletion', definition: 'Blocked, unfollowed, deleted' },
  { code: 'discouraging-complaint', name: 'Discouraging complaint', definition: 'Affects a complaint or retraction' },
  { code: 'police-information-disclosed', name: 'Police information disclosed', definition: 'Shared beyond duty' },
  { code: 'effort-to-maintain-contact', name: 'Effort to establish or maintain contact', definition: 'Starts or revives it' },
  { code: 'self-family-or-colleague', name: 'Self, family or colleague', definition: 'Searched person is connected to the searcher' },
  { code: 'official-update', name: 'Official update', definition: 'Proper case contact: keep visible' },
];
