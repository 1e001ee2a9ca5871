/**
 * Reads the report's XML as it streams by and hands over one record at a time. Records are found by
 * their own tags, wherever they stand: after damage in one record the next one is read like any other.
 * Nothing is kept of a record once it has been handed over.
 */
import { MarkupReader } from './markup-reader.ts';
import { unmask } from './markup-scan.ts';
import { addModel, addValue, newField, type ReportField, type ReportModel, type SourceNode } from './model.ts';
import { limits, ParseStop, ReportFaults } from './parse-limits.ts';
import { noAttributes, type TagAttributes } from './tag-attributes.ts';
import type { TextPiece } from './text-pieces.ts';
import { VerbatimKeeper, type OpenRow } from './verbatim-keeper.ts';

/** What stands around the records. Elements the program does not know are named to `section`. */
export interface AroundRecords {
  project(attributes: Readonly<Record<string, string>>): void;
  /** A named value of the report itself: `Device Info`, `IMEI`, `35…`. */
  headItem(section: string, name: string, value: string): void;
  extraction(id: string, name: string): void;
  file(attributes: Readonly<Record<string, string>>, items: ReadonlyMap<string, string>): void;
  extraInfo(id: string, nodes: readonly SourceNode[]): void;
  modelType(type: string, attributes: Readonly<Record<string, string>>): void;
  section(name: string): void;
}

/** A record handed over: it stands by itself, or is a message in a conversation. */
export interface ClosedRow {
  readonly model: ReportModel;
  readonly row: OpenRow;
  readonly verbatim: string;
  /** The conversation this message is in, which may still be open. */
  readonly chat: OpenChat | null;
  /** Messages a conversation held; 0 for every other record. */
  readonly messages: number;
}

export interface OpenChat { readonly model: ReportModel; messages: number }

const kinds = {
  other: 0, project: 1, section: 2, item: 3, files: 4, file: 5, model: 6, field: 7, value: 8, models: 9, jumps: 10, target: 11, extraInfo: 12, buried: 13, modelType: 14, records: 15,
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

const docType = '<!DOCTYPE';
const modelsFields = new Set(['modelField', 'multiModelField']);
const fieldElements = new Set(['field', 'multiField', 'nodeField']);
const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};
const none: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);

/** Of a record inside another only the file it names is asked for besides its type and id. */
function attributesOf(attributes: TagAttributes, isRow: boolean): Readonly<Record<string, string>> {
  if (isRow) return attributes.record();
  const fileId = attributes.get('file_id');
  return fileId === undefined ? none : { file_id: fileId };
}

export class ReportParser {
  readonly #markup: MarkupReader;
  readonly #around: AroundRecords;
  readonly #readRecords: boolean;
  readonly #keeper = new VerbatimKeeper();
  readonly faults = new ReportFaults();
  readonly #kinds: Kind[] = [];
  readonly #models: ReportModel[] = [];
  readonly #fields: ReportField[] = [];
  readonly #chats: OpenChat[] = [];
  #closed: ClosedRow[] = [];
  #text = '';
  #attributes: TagAttributes = noAttributes;
  #sectionName = '';
  #fileAttributes: Readonly<Record<string, string>> = {};
  #fileItems = new Map<string, string>();
  #extraInfoId = '';
  #extraNodes: SourceNode[] = [];
  /** Every record met, nested ones too: compared with the number the report states. */
  modelsSeen = 0;
  /** Rows closed: counted here, apart from what becomes of them. */
  rowsSeen = 0;
  projectClosed = false;
  projectSeen = false;
  recordsSeen = false;

  /** With `readRecords` false only what stands around the records is read; with `plainRoad` false saxes reads all of it. */
  constructor(around: AroundRecords, readRecords: boolean, plainRoad = true) {
    this.#around = around;
    this.#readRecords = readRecords;
    this.#markup = new MarkupReader({
      open: (name, attributes) => this.#open(name, attributes),
      close: () => this.#close(),
      wantsText: (blank) => this.#wantsText(blank),
      text: (text) => this.#addText(text),
      fault: (message) => this.#fault(message),
      loneAmpersand: (line) => this.faults.warn(line, 'an “&” that begins no known entity; it was read as it stands'),
    }, plainRoad);
  }

  get line(): number { return this.#markup.line; }
  /** The innermost row still open; not null at the end of the report means that it breaks off there. */
  get openRow(): OpenRow | null { return this.#keeper.innermost; }
  get openChat(): OpenChat | null { return this.#chats.at(-1) ?? null; }
  /** The characters of every record still open, outermost first. */
  takeVerbatimOfOpenRows(): string { return this.#keeper.takeAll(); }

  /** Records closed since the last call. */
  takeClosed(): ClosedRow[] {
    const closed = this.#closed;
    this.#closed = [];
    return closed;
  }

  /** Reads one piece. Throws ParseStop when reading cannot go on; records that closed before can still be taken. */
  push({ bytes, startByte, valid }: Pick<TextPiece, 'bytes' | 'startByte' | 'valid'>): void {
    const plain = valid && startByte > 0 ? this.#pushPlain(bytes) : 0;
    if (plain < bytes.length) this.#pushText(bytes.toString('utf8', plain), startByte + plain, valid);
  }

  /** Returns how many of the bytes were read. */
  #pushPlain(bytes: Buffer): number {
    const characters = bytes.toString('latin1');
    if (!this.recordsSeen && characters.includes(docType)) return 0;
    this.#keeper.beginPiece(characters, true, bytes);
    let end = bytes.length;
    try {
      end = this.#markup.pushPlain(characters);
    } finally {
      this.#keeper.endPiece(end);
    }
    return end;
  }

  #pushText(given: string, startByte: number, valid: boolean): void {
    let text = given;
    if (startByte === 0) text = text.replace(/^\ufeff/, ' ').replace(/^(\s*)(<\?xml\s[^>]*>)/, (_, space: string, declaration: string) => space + ' '.repeat(declaration.length));
    if (!this.recordsSeen && text.includes(docType)) this.faults.declaresType(text);
    this.#keeper.beginPiece(given, valid, null);
    try {
      this.#markup.push(text);
    } finally {
      this.#keeper.endPiece(given.length);
    }
    if (this.#markup.sinceLastEvent > limits.characters) throw new ParseStop('too-large', `a single value or tag of more than ${limits.characters.toLocaleString('en-GB')} characters`);
  }

  #fault(message: string): void {
    const { line, position } = this.#markup;
    const harmless = /^(?:undefined entity|malformed character entity|duplicate attribute)/.test(message)
      || (message.startsWith('disallowed character') && this.#keeper.isControlCharacter(position - 1));
    // Outside every row a fault of structure is only a warning: a row it hides is not known to be one.
    this.faults.add(line, message, harmless, this.#keeper.innermost);
  }

  /** White space between tags is of use only in a value, or after the beginning of one. */
  #wantsText(blank: boolean): boolean {
    const kind = this.#kinds[this.#kinds.length - 1];
    if (kind === kinds.value) return true;
    return (kind === kinds.field || kind === kinds.item || kind === kinds.target) && (!blank || this.#text !== '');
  }

  #addText(text: string): void {
    if (!this.#wantsText(false)) return;
    if (this.#text.length + text.length > limits.fieldCharacters) {
      this.#keeper.innermost?.tooLarge();
      return;
    }
    const plain = unmask(text);
    this.#text = this.#text === '' ? plain : this.#text + plain;
  }

  #open(fullName: string, attributes: TagAttributes): void {
    const parent = this.#kinds.at(-1) ?? kinds.other;
    if (this.#kinds.length > limits.stopDepth) throw new ParseStop('too-large', `elements nested more than ${limits.stopDepth.toLocaleString('en-GB')} deep`);
    let kind: Kind;
    if (parent === kinds.buried || (this.#keeper.innermost !== null && this.#kinds.length > limits.depth)) {
      this.#keeper.innermost?.tooDeep();
      kind = kinds.buried;
    } else kind = this.#models.length > 0 ? this.#openInModel(localName(fullName), attributes, parent) : this.#openAround(localName(fullName), attributes, parent);
    this.#kinds.push(kind);
    this.#text = '';
    this.#attributes = attributes;
  }

  #openAround(name: string, attributes: TagAttributes, parent: Kind): Kind {
    if (name === 'model' && this.#readRecords && parent !== kinds.section && parent !== kinds.files) return this.#openModel(attributes, true);
    switch (name) {
      case 'project': this.projectSeen = true; this.#around.project(attributes.record()); return kinds.project;
      case 'decodedData': this.recordsSeen = true; return kinds.records;
      case 'modelType': this.#around.modelType(attributes.get('type') ?? '', attributes.record()); return kinds.modelType;
      case 'taggedFiles': return kinds.files;
      case 'file': this.#fileAttributes = attributes.record(); this.#fileItems = new Map(); return parent === kinds.files ? kinds.file : kinds.other;
      case 'extraInfo': this.#extraInfoId = attributes.get('id') ?? ''; this.#extraNodes = []; return kinds.extraInfo;
      case 'nodeInfo': this.#extraNodes.push(nodeOf(attributes)); return kinds.other;
      case 'extractionInfo': this.#around.extraction(attributes.get('id') ?? '', attributes.get('name') ?? ''); return kinds.other;
      case 'metadata': if (parent !== kinds.file) this.#sectionName = attributes.get('section') ?? 'metadata'; return kinds.section;
      case 'caseInformation': this.#sectionName = 'Case Information'; return kinds.section;
      case 'item': case 'field': case 'timestamp': return kinds.item;
      default:
        if (parent === kinds.project && !knownSections.has(name)) this.#around.section(name);
        return kinds.other;
    }
  }

  #openModel(attributes: TagAttributes, isRow: boolean): Kind {
    this.modelsSeen += 1;
    const model: ReportModel = { type: attributes.get('type') ?? '', id: attributes.get('id') ?? '', attributes: attributesOf(attributes, isRow), fields: [], jumps: [], nodes: [] };
    if (isRow) {
      this.#keeper.open(this.#markup.position, this.#markup.line, model);
      if (model.type === 'Chat') this.#chats.push({ model, messages: 0 });
    } else addModel(this.#fields.at(-1), model);
    this.#models.push(model);
    return kinds.model;
  }

  #openInModel(name: string, attributes: TagAttributes, parent: Kind): Kind {
    const model = this.#models.at(-1) as ReportModel; // the caller has seen that there is one
    if (name === 'model') {
      const field = this.#fields.at(-1);
      if (parent !== kinds.models || field === undefined) return this.#openModel(attributes, true);
      const inChat = model === this.#chats.at(-1)?.model && (field.name === 'Messages' || attributes.get('type') === 'InstantMessage');
      return this.#openModel(attributes, inChat);
    }
    if (!(this.#keeper.innermost?.addPart() ?? true)) return kinds.buried;
    if (name === 'value' && parent === kinds.field) return kinds.value;
    if (name === 'empty') return kinds.other;
    if (fieldElements.has(name)) return this.#openField(model, attributes.get('name') ?? name, kinds.field);
    if (modelsFields.has(name)) return this.#openField(model, attributes.get('name') ?? name, kinds.models);
    if (name === 'jumptargets') return kinds.jumps;
    if (name === 'targetid') return kinds.target;
    if (name === 'nodeInfo') { model.nodes.push(nodeOf(attributes)); return kinds.other; }
    if (name === 'sourceInfo' || name === 'nodeInfos' || name === 'extraInfo') return kinds.other;
    return this.#openField(model, name, kinds.field, attributes);
  }

  /** An element of a record this program does not know becomes a field of its name, its attributes with it. */
  #openField(model: ReportModel, name: string, kind: Kind, attributes: TagAttributes = noAttributes): Kind {
    const field = newField(name);
    if (attributes !== noAttributes) for (const [attribute, text] of Object.entries(attributes.record())) addValue(field, { text: `${attribute}=${text}`, type: '', format: '', formatted: '' });
    model.fields.push(field);
    this.#fields.push(field);
    return kind;
  }

  #close(): void {
    const text = this.#text;
    this.#text = '';
    switch (this.#kinds.pop()) {
      case kinds.value: this.#closeValue(text, this.#attributes); break;
      case kinds.field: this.#closeValue(text.trim() === '' ? '' : text, noAttributes); this.#fields.pop(); break;
      case kinds.models: this.#fields.pop(); break;
      case kinds.target: if (text.trim() !== '') this.#models.at(-1)?.jumps.push(text.trim()); break;
      case kinds.model: this.#closeModel(); break;
      case kinds.item: this.#closeItem(text.trim()); break;
      case kinds.file: this.#around.file(this.#fileAttributes, this.#fileItems); break;
      case kinds.extraInfo: this.#around.extraInfo(this.#extraInfoId, this.#extraNodes); break;
      case kinds.project: this.projectClosed = true; break;
      default: break;
    }
  }

  #closeValue(text: string, attributes: TagAttributes): void {
    if (text === '') return;
    addValue(this.#fields.at(-1), { text, type: attributes.get('type') ?? '', format: attributes.get('format') ?? '', formatted: attributes.get('formattedTimestamp') ?? '' });
  }

  #closeItem(text: string): void {
    const name = this.#attributes.get('name') ?? this.#attributes.get('fieldType') ?? '';
    if (text === '') return;
    if (this.#kinds.includes(kinds.file)) this.#fileItems.set(name, text);
    else if (this.#kinds.includes(kinds.section)) this.#around.headItem(this.#sectionName, name, text);
  }

  #closeModel(): void {
    const model = this.#models.pop();
    const row = this.#keeper.innermost;
    if (model === undefined || row === null || row.model !== model) return;
    const verbatim = this.#keeper.close(this.#markup.position);
    this.rowsSeen += 1;
    const innermost = this.#chats.at(-1) ?? null;
    if (innermost?.model === model) {
      this.#chats.pop();
      this.#closed.push({ model, row, verbatim, chat: null, messages: innermost.messages });
      return;
    }
    if (innermost !== null) innermost.messages += 1;
    this.#closed.push({ model, row, verbatim, chat: innermost, messages: 0 });
  }
}

const knownSections = new Set(['sourceExtractions', 'extraInfos', 'images', 'metadata', 'caseInformation', 'taggedFiles', 'decodedData']);

function nodeOf(attributes: TagAttributes): SourceNode {
  return {
    name: attributes.get('name') ?? '', path: attributes.get('path') ?? '', table: attributes.get('tableName') ?? attributes.get('tablename') ?? attributes.get('table') ?? '',
    offset: attributes.get('offset') ?? '',
  };
}
