/** The parts of a Word document beside its words: styles, strips over and under the pages, what it says of itself. */
import { a4Mm, tablePaper } from '../pdf/paper.ts';
import { madeInStrip, type Running } from '../pdf/set-pages.ts';
import { xmlWords } from './word-runs.ts';

/** Millimetres as twentieths of a point. */
const twips = (mm: number): number => Math.round(mm * 1440 / 25.4);
const [long, short] = [twips(a4Mm.long), twips(a4Mm.short)];
const margins = tablePaper.marginsMm;
/** Of a line of words, in twentieths of a point. */
export const textWidth = long - twips(margins.left) - twips(margins.right);

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const documentPart = 'word/document.xml';
export const documentHead = `${xmlHead}<w:document xmlns:w="${main}" xmlns:r="${relations}"><w:body>`;
/** A4 on its side, with the margins the PDF has. */
export const documentFoot = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${long}" w:h="${short}" w:orient="landscape"/>`
  + `<w:pgMar w:top="${twips(margins.top)}" w:right="${twips(margins.right)}" w:bottom="${twips(margins.bottom)}" w:left="${twips(margins.left)}" w:header="${twips(6)}" w:footer="${twips(4.5)}" w:gutter="0"/></w:sectPr></w:body></w:document>`;

const fonts = (name: string, complex: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${complex}"/>`;
const serif = fonts('Georgia', 'Times New Roman');
const sans = fonts('Arial', 'Arial');
const size = (points: number): string => `<w:sz w:val="${Math.round(points * 2)}"/><w:szCs w:val="${Math.round(points * 2)}"/>`;
const spaced = (before: number, after: number): string => `<w:spacing w:before="${before * 20}" w:after="${after * 20}"/>`;

interface Style { readonly id: string; readonly name: string; readonly own?: boolean; readonly paragraph?: string; readonly run?: string; readonly next?: string }

/** Paragraphs by the names `words-of-html.ts` gives them. Word knows the headings by their English names. */
const paragraphs: readonly Style[] = [
  { id: 'Heading1', name: 'heading 1', own: false, next: 'About', paragraph: `<w:keepNext/>${spaced(0, 2)}<w:outlineLvl w:val="0"/>`, run: `${serif}<w:b/><w:bCs/>${size(15)}` },
  { id: 'Heading2', name: 'heading 2', own: false, next: 'Note', paragraph: `<w:keepNext/>${spaced(14, 4)}<w:outlineLvl w:val="1"/>`, run: `${serif}<w:b/><w:bCs/>${size(10.5)}` },
  { id: 'About', name: 'About', run: `${sans}<w:color w:val="333333"/>` }, { id: 'Gap', name: 'Gap', paragraph: '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>' },
  { id: 'Totals', name: 'Totals', paragraph: `<w:keepLines/>${spaced(8, 4)}`, run: `${sans}<w:b/><w:bCs/>` }, { id: 'Note', name: 'Note', paragraph: spaced(0, 3) },
  { id: 'NoteSmall', name: 'Note small', paragraph: spaced(0, 3), run: `<w:color w:val="333333"/>${size(8.5)}` },
  { id: 'Row', name: 'Row' }, { id: 'RowSmall', name: 'Row small', run: `<w:color w:val="333333"/>${size(8.5)}` }, { id: 'RowState', name: 'Row state', run: '<w:b/><w:bCs/>' },
  { id: 'Hash', name: 'Hash', run: `${fonts('Consolas', 'Consolas')}${size(8.5)}` }, { id: 'ColumnHeading', name: 'Column heading', paragraph: '<w:keepNext/>', run: `${sans}<w:b/><w:bCs/>${size(8.5)}` },
  { id: 'Lane', name: 'Lane', paragraph: `<w:keepNext/>${spaced(6, 0)}`, run: `${sans}<w:b/><w:bCs/>` },
  { id: 'Strip', name: 'Strip', paragraph: `<w:tabs><w:tab w:val="right" w:pos="${textWidth}"/></w:tabs>`, run: `${sans}<w:color w:val="333333"/>${size(8.5)}` },
];
const characters: readonly Style[] = [
  { id: 'Label', name: 'Label', run: `${sans}<w:b/><w:bCs/><w:color w:val="333333"/>${size(8.5)}` },
  { id: 'EmojiName', name: 'Emoji name', run: `${sans}<w:color w:val="333333"/>${size(7)}` },
  { id: 'Control', name: 'Control character', run: `${sans}<w:b/><w:bCs/><w:color w:val="7A5600"/>${size(7)}<w:bdr w:val="single" w:sz="4" w:space="0" w:color="7A5600"/>` },
];

function styleXml(type: 'paragraph' | 'character', { id, name, own = true, paragraph = '', run = '', next }: Style): string {
  const based = type === 'paragraph' ? 'Normal' : 'DefaultParagraphFont';
  return `<w:style w:type="${type}"${own ? ' w:customStyle="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/>${next === undefined ? '' : `<w:next w:val="${next}"/>`}<w:qFormat/>`
    + `${paragraph === '' ? '' : `<w:pPr>${paragraph}</w:pPr>`}${run === '' ? '' : `<w:rPr>${run}</w:rPr>`}</w:style>`;
}

const stylesPart = `${xmlHead}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr>${serif}${size(9)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`
  + '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
  + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
  + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
  + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
  + '<w:style w:type="table" w:customStyle="1" w:styleId="Rows"><w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/></w:tblBorders>'
  + '<w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="70" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
  + '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="111111"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
  + `${paragraphs.map((style) => styleXml('paragraph', style)).join('')}${characters.map((style) => styleXml('character', style)).join('')}</w:styles>`;

const settingsPart = `${xmlHead}<w:settings xmlns:w="${main}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`
  + '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>';

const words = (text: string, bold = false): string => `<w:r>${bold ? '<w:rPr><w:b/><w:bCs/></w:rPr>' : ''}<w:t xml:space="preserve">${xmlWords(text)}</w:t></w:r>`;
const field = (code: string): string => `<w:fldSimple w:instr=" ${code} ">${words('1', true)}</w:fldSimple>`;
const strip = (inside: string, properties = ''): string => `<w:p><w:pPr><w:pStyle w:val="Strip"/>${properties}</w:pPr>${inside}</w:p>`;

function headerPart({ details }: Running): string {
  const centred = '<w:jc w:val="center"/>';
  return `${xmlHead}<w:hdr xmlns:w="${main}">${strip(words(details.protectiveMarking, true), centred)}${strip(words(`${details.title} · ${details.reference}`), centred)}</w:hdr>`;
}

function footerPart(running: Running): string {
  return `${xmlHead}<w:ftr xmlns:w="${main}">${strip(`${words(madeInStrip(running))}<w:r><w:tab/></w:r>${words('Page ', true)}${field('PAGE')}${words(' of ', true)}${field('NUMPAGES')}`)}</w:ftr>`;
}

/** What the PDF says of itself: its title, what made it and when; nobody's name. */
function corePart(title: string, madeAt: Date): string {
  const at = madeAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return `${xmlHead}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
    + `<dc:title>${xmlWords(title)}</dc:title><dc:creator>Plumbline</dc:creator><cp:lastModifiedBy>Plumbline</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>`;
}

/** Every part but the words themselves, by name; what the archive holds comes first. */
export function packageParts(title: string, running: Running): readonly (readonly [string, string])[] {
  const parts: readonly (readonly [file: string, type: string])[] = [['styles', 'styles'], ['settings', 'settings'], ['header1', 'header'], ['footer1', 'footer']];
  return [
    ['[Content_Types].xml', `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/${documentPart}" ContentType="${types}.document.main+xml"/>${parts.map(([file, type]) => `<Override PartName="/word/${file}.xml" ContentType="${types}.${type}+xml"/>`).join('')}`
      + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'],
    ['_rels/.rels', `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="${documentPart}"/>`
      + `<Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="${relations}/extended-properties" Target="docProps/app.xml"/></Relationships>`],
    ['word/_rels/document.xml.rels', `${xmlHead}<Relationships xmlns="${packaged}/relationships">${parts.map(([file, type], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${file}.xml"/>`).join('')}</Relationships>`],
    ['word/styles.xml', stylesPart], ['word/settings.xml', settingsPart], ['word/header1.xml', headerPart(running)], ['word/footer1.xml', footerPart(running)],
    ['docProps/core.xml', corePart(title, running.madeAt)],
    ['docProps/app.xml', `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Plumbline</Application></Properties>`],
  ];
}
