/** What the report says of itself: the tool that made it, the device, the case, and how much it holds. */

interface HeadItem { readonly section: string; readonly name: string; readonly value: string }

const itemLimit = 400;
const shownItems = 60;
const versionNames = ['UFED_PA_Version', 'PA_Version', 'ReaderVersion', 'UFED_Version', 'UFEDVersion', 'UfedVersion'];

export class ReportHead {
  readonly #items: HeadItem[] = [];
  readonly #extractions = new Map<string, string>();
  readonly #unread = new Map<string, number>();
  readonly #declared = new Map<string, number>();
  #project: Readonly<Record<string, string>> = {};

  project(attributes: Readonly<Record<string, string>>): void {
    if (Object.keys(this.#project).length === 0) this.#project = { ...attributes };
  }

  headItem(section: string, name: string, value: string): void {
    if (this.#items.length < itemLimit) this.#items.push({ section, name, value: value.slice(0, 500) });
  }

  extraction(id: string, name: string): void {
    if (this.#extractions.size < itemLimit) this.#extractions.set(id, name);
  }

  modelType(type: string, attributes: Readonly<Record<string, string>>): void {
    const declared = Object.entries(attributes).find(([name]) => /count$/i.test(name))?.[1] ?? '';
    if (/^\d{1,12}$/.test(declared)) this.#declared.set(type, (this.#declared.get(type) ?? 0) + Number(declared));
  }

  section(name: string): void {
    this.#unread.set(name, (this.#unread.get(name) ?? 0) + 1);
  }

  extractionName(id: string): string {
    return this.#extractions.get(id) ?? '';
  }

  /** Tool and version, in the report's own words; null when it does not say. */
  madeBy(): string | null {
    for (const wanted of versionNames) {
      const item = this.#items.find(({ name }) => name === wanted);
      if (item !== undefined) return `Cellebrite, ${item.name} ${item.value}`;
    }
    const version = this.#items.find(({ name }) => /version/i.test(name) && /\b(?:ufed|pa|physical ?analy[sz]er|inseyets|reader)\b/i.test(name.replaceAll('_', ' ')));
    if (version !== undefined) return `Cellebrite, ${version.name} ${version.value}`;
    const report = this.#project['reportVersion'] ?? '';
    return report === '' ? null : `Cellebrite, report version ${report}`;
  }

  /** The report's own details, one a line, for the person importing. */
  findings(): string[] {
    const project = ['name', 'extractionType', 'reportVersion'].flatMap((name) => (this.#project[name] === undefined ? [] : [`Project ${name}: ${this.#project[name]}.`]));
    const items = this.#items.slice(0, shownItems).map(({ section, name, value }) => `${section}, ${name}: ${value}`);
    const more = this.#items.length > shownItems ? [`${this.#items.length - shownItems} further details stand in the report.`] : [];
    return [...project, ...items, ...more];
  }

  /** Numbers the report declares against those found, and the parts of it that hold no records. */
  warnings(found: { readonly rows: number; readonly models: number; readonly standing: number; readonly byType: ReadonlyMap<string, number> }): string[] {
    const warnings: string[] = [];
    const details = this.findings();
    if (details.length > 0) warnings.push(`The report says of itself: ${details.slice(0, 20).join('; ')}${details.length > 20 ? '; and more' : ''}`);
    const declared = Number(this.#project['ModelCount'] ?? '');
    if (Number.isInteger(declared) && declared > 0 && ![found.rows, found.models, found.standing].includes(declared)) {
      warnings.push(`The report declares ${declared} records; found were ${found.rows} records and messages (${found.standing} standing by themselves, ${found.models} with everything nested in them).`);
    }
    for (const [type, count] of this.#declared) {
      const met = found.byType.get(type) ?? 0;
      if (count !== met) warnings.push(`The report declares ${count} records of type ${type}; ${met} were found.`);
    }
    if (this.#unread.size > 0) warnings.push(`Parts of the report that hold no records and were not read: ${[...this.#unread.keys()].slice(0, 20).join(', ')}.`);
    return warnings;
  }
}
