/** Files inside exhibits whose rows a document lists: named once at its end, and by a number in each row where an exhibit has several. */
import { describeLocator, type Locator } from '../../../../shared/domain/item.ts';

export class FilesWithin {
  readonly #files: ReadonlyMap<string, readonly string[]>;

  /** `files`: of each exhibit, by its reference, the names inside it, in a fixed order. */
  constructor(files: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.#files = files;
  }

  /** Where a row lies in its exhibit: without the file's name where it is the only one, by its number where there are several. Whole where the file is not known here. */
  place(exhibit: string, locator: Locator): string {
    const files = this.#files.get(exhibit) ?? [];
    const number = files.indexOf(locator.file) + 1;
    if (number === 0 || locator.type === 'file') return describeLocator(locator);
    const within = describeLocator({ ...locator, file: '' });
    return files.length === 1 ? within : `file ${number}, ${within}`;
  }

  /** What the numbers stand for, a line a file; none for an exhibit that is one file. */
  linesOf(exhibit: string): string[] {
    const files = this.#files.get(exhibit) ?? [];
    return files.map((name, index) => (files.length === 1 ? `rows are of: ${name}` : `file ${index + 1}: ${name}`));
  }
}
