/** The chat's name, from the name WhatsApp gives the exported file. A hint for display; the wording by language is unverified. */

const patterns: readonly RegExp[] = [
  /^WhatsApp Chat with (.+)$/i, /^WhatsApp Chat - (.+)$/i, /^WhatsApp[ -]Chat mit (.+)$/i, /^Discussion WhatsApp avec (.+)$/i,
  /^Chat de WhatsApp con (.+)$/i, /^Chat WhatsApp con (.+)$/i, /^Conversa do WhatsApp com (.+)$/i, /^WhatsApp-chat met (.+)$/i, /^Czat WhatsApp z (.+)$/i,
];

function stem(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return base.replace(/\.(?:txt|zip)$/i, '').replace(/ ?\(\d{1,3}\)$/, '').trim();
}

/** The name in the first file name that carries one; null when none does. */
export function chatNameFrom(fileNames: readonly string[]): string | null {
  for (const fileName of fileNames) {
    for (const pattern of patterns) {
      const name = pattern.exec(stem(fileName))?.[1]?.trim();
      if (name !== undefined && name !== '') return name;
    }
  }
  return null;
}

/** True for a file named as WhatsApp names the text of a chat. */
export function isNamedAsChatText(fileName: string): boolean {
  return stem(fileName).toLowerCase() === '_chat' || chatNameFrom([fileName]) !== null;
}
