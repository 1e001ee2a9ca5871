/** The force's invented policy, three typed pages. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { force } from './people.ts';

const pages: readonly { readonly heading: string; readonly paragraphs: readonly (readonly string[])[] }[] = [
  { heading: '1. Use of police systems', paragraphs: [
    ['1.1 Police systems may be used for a policing purpose only.', 'Every search has to be one that the user could explain to a supervisor.'],
    ['1.2 The reason entered has to say who asked, why, and where.', 'Words such as "admin" alone are not a reason.'],
    ['1.3 Nobody may search for themselves, their family, or their friends.', 'If work requires it, a supervisor does it instead and records why.'],
    ['1.4 Being curious about a person or a vehicle is not a policing purpose.'],
  ] },
  { heading: '2. Contact with members of the public', paragraphs: [
    ['2.1 Victims and witnesses are contacted from a work telephone or by letter.', 'A personal number is not given out.'],
    ['2.2 Every update to a victim is recorded on the report the same day.'],
    ['2.3 Contact ends when the task that needs it ends, or when the person asks.'],
    ['2.4 Following or messaging a person met through duty on social media', 'is to be reported to a supervisor before it happens.'],
  ] },
  { heading: '3. Personal devices and images', paragraphs: [
    ['3.1 Personal devices are not used to record, send or keep case material.'],
    ['3.2 Anyone who receives an image from a victim keeps it as evidence', 'and tells a supervisor at once. It is not deleted and not passed on.'],
    ['3.3 Nobody is asked to withdraw a complaint, or to keep contact secret.'],
  ] },
];

/** The bytes of the PDF: fixed dates and no random identifier. */
export async function policyPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const issued = new Date(Date.UTC(2021, 3, 1, 9, 0, 0));
  pdf.setTitle('Use of systems and contact with the public');
  pdf.setAuthor(force);
  pdf.setCreationDate(issued);
  pdf.setModificationDate(issued);
  const [plain, bold] = [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
  pages.forEach(({ heading, paragraphs }, index) => {
    const page = pdf.addPage([595, 842]);
    page.drawText(`${force} - Policy 118`, { x: 60, y: 782, size: 10, font: plain });
    page.drawText(heading, { x: 60, y: 740, size: 18, font: bold });
    let y = 700;
    for (const lines of paragraphs) {
      for (const line of lines) {
        page.drawText(line, { x: 60, y, size: 12, font: plain });
        y -= 18;
      }
      y -= 14;
    }
    page.drawText(`Page ${index + 1} of ${pages.length}. Invented for a sample case.`, { x: 60, y: 50, size: 10, font: plain });
  });
  return pdf.save({ useObjectStreams: false });
}
