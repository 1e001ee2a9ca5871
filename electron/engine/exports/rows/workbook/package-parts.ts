/** The small parts of a workbook: what sheets it has, how cells look. */
import { xmlText } from './cells.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const sheetHead = `${head}<worksheet xmlns="${main}" xmlns:r="${relations}">`;
export const partOfSheet = (number: number): string => `xl/worksheets/sheet${number}.xml`;

const format = (attributes: string, alignment = '<alignment vertical="top"/>'): string => `<xf xfId="0" borderId="0" applyAlignment="1" ${attributes}>${alignment}</xf>`;
const wrapped = '<alignment vertical="top" wrapText="1"/>';
/** Number format 49 is Text: what is typed over such a cell stays text too. The order is that of `styles`. */
const formats = [
  format('numFmtId="0" fontId="0" fillId="0"'),
  format('numFmtId="49" fontId="1" fillId="2" applyFont="1" applyFill="1" applyNumberFormat="1"', wrapped),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"'),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"', wrapped),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1" quotePrefix="1"'),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1" quotePrefix="1"', wrapped),
  format('numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"'),
  format('numFmtId="1" fontId="0" fillId="0" applyNumberFormat="1"'),
  format('numFmtId="49" fontId="2" fillId="0" applyNumberFormat="1" applyFont="1"'),
];

const stylesPart = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>`
  + '<fonts count="3"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="10"/><name val="Calibri"/></font><font><u/><sz val="10"/><color rgb="FF0B57A4"/><name val="Calibri"/></font></fonts>'
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EAED"/><bgColor indexed="64"/></patternFill></fill></fills>'
  + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Every part but the sheets, by name. */
export function packageParts(sheets: readonly string[]): readonly (readonly [string, string])[] {
  const numbered = sheets.map((name, index) => ({ name, number: index + 1 }));
  return [
    ['[Content_Types].xml', `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>`
      + `${numbered.map(({ number }) => `<Override PartName="/${partOfSheet(number)}" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`],
    ['_rels/.rels', `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="${packaged}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}`
      + `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', stylesPart],
  ];
}
