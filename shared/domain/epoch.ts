/** Numbers that count from a fixed instant: how a column of a database or a table may keep its times. */
import { z } from 'zod';

/** How a column counts. `apple` counts from 1 January 2001, `webkit` and `filetime` from 1 January 1601, all UTC. */
export const epochs = [
  'unix-seconds', 'unix-milliseconds', 'unix-microseconds', 'unix-nanoseconds',
  'apple-seconds', 'apple-nanoseconds', 'webkit-microseconds', 'filetime',
] as const;
export type Epoch = (typeof epochs)[number];

export const epochSchema = z.enum(epochs);

export const epochLabels: Readonly<Record<Epoch, string>> = {
  'unix-seconds': 'seconds since 1970', 'unix-milliseconds': 'milliseconds since 1970',
  'unix-microseconds': 'microseconds since 1970', 'unix-nanoseconds': 'nanoseconds since 1970',
  'apple-seconds': 'seconds since 2001', 'apple-nanoseconds': 'nanoseconds since 2001',
  'webkit-microseconds': 'microseconds since 1601', filetime: 'tenths of a microsecond since 1601',
};
