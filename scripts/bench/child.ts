/** The process a measurement runs in: `child <subject> <path>`, built by `built-child.ts` and started by `measure.ts`. */
import { measureHere } from './measure.ts';
import { subjects } from './subjects.ts';

const [name = '', path = ''] = process.argv.slice(2);
const subject = subjects[name];
if (subject === undefined) throw new Error(`There is no subject “${name}”.`);
void measureHere(subject, path);
