/**
 * Sentences WhatsApp itself writes into a chat. Wording is from public knowledge of exports and is
 * unverified; a sentence that is not here stays what its line makes it: a message when it has an
 * author, a notice when it has none.
 */

/** Sentences no person types: safe to recognise whoever they are attributed to. */
const strict: readonly RegExp[] = [
  /^Messages and calls are end-to-end encrypted\. (?:No one outside of this chat|Only people in this chat)/,
  /^Messages (?:to|you send to) this (?:chat|group|chat and calls) (?:and calls )?are (?:now )?secured with end-to-end encryption\./,
  /^(?:Your|The) security code with .{1,120} changed\.(?: Tap| Click|$)/,
  /^.{1,120}'s security code changed\.(?: Tap| Click|$)/,
  /^.{1,120} (?:turned on|turned off|updated) (?:the message timer|disappearing messages)\b/,
  /^Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt\./,
  /^Nachrichten an diese Gruppe sind jetzt mit Ende-zu-Ende-Verschlüsselung geschützt\./,
  /^Les messages et les appels sont chiffrés de bout en bout\./,
  /^Los mensajes y las llamadas están cifrados de extremo a extremo\./,
  /^I messaggi e le chiamate sono crittografati end-to-end\./,
  /^As mensagens e (?:as )?(?:chamadas|ligações) são protegidas com a criptografia de ponta a ponta/,
  /^Berichten en (?:gesprekken|oproepen) (?:zijn|worden) end-to-end versleuteld\./,
  /^Wiadomości i połączenia są w pełni szyfrowane\./,
];

/** Sentences a person could type: recognised only where nothing attributes them to a person. */
const loose: readonly RegExp[] = [
  /^.{1,120} created (?:this )?group\b/, /^This group was created\b/,
  /^.{1,120} (?:added|removed) .{1,200}$/, /^.{1,120} (?:was|were) (?:added|removed)\b/, /^.{1,120} left\.?$/,
  /^.{1,120} joined (?:using|from|via) /, /^.{1,120} changed (?:the|this) (?:subject|group|icon|description|settings)/,
  /^.{1,120} changed (?:their|to a new) (?:phone )?number/, /^.{1,120} changed to .{5,40}$/,
  /^.{1,120} (?:is|are) now an admin/, /^You(?:'re| are) (?:now|no longer) an admin/, /^.{1,120} blocked this contact/, /^You (?:un)?blocked this contact/,
  /^.{1,120} hat (?:die Gruppe .{1,120} erstellt|.{1,200} hinzugefügt|.{1,200} entfernt|die Gruppe verlassen)\.?/,
  /^.{1,120} (?:a créé le groupe|a ajouté|a quitté|a retiré) ?/, /^.{1,120} (?:creó el grupo|añadió a|salió del grupo|eliminó a) ?/,
  /^.{1,120} (?:ha creato il gruppo|ha aggiunto|ha abbandonato|ha rimosso) ?/, /^.{1,120} (?:criou (?:o )?grupo|adicionou|saiu|removeu) ?/,
  /^.{1,120} heeft (?:de groep .{1,120} aangemaakt|.{1,200} toegevoegd|de groep verlaten|.{1,200} verwijderd)/,
];

/** Sentences that quote a name with a colon in it. The quotation begins after the verb: a person's own name may hold quotation marks too. */
const quoting = /^[^:"“«„]{1,120} (?:changed (?:the|this) (?:subject|group|description)|created (?:this )?group|hat (?:die Gruppe|den Betreff|die Beschreibung)|a (?:créé|changé|modifié)|(?:creó|cambió|criou|mudou|alterou) |ha (?:creato|cambiato|modificato)|heeft (?:de groep|het onderwerp|de omschrijving))[^:"“«„]{0,120}["“«„]/;

/** The application's own sentence with a colon only inside what it quotes. `text` has no hidden characters. */
export function quotesAfterItsVerb(text: string): boolean {
  return quoting.test(text);
}

/** Newer exports put a left-to-right mark before the application's own sentences. */
export function startsWithMark(text: string): boolean {
  return text.startsWith('\u200e');
}

/** How the strict sentences begin that name nobody. Those that begin with a name stand without an author, or after a direction mark. */
const strictFirstWords = /^(?:[\u200e\u200f\ufeff]|Messages |Your security|The security|Nachrichten |Les messages |Los mensajes |I messaggi |As mensagens |Berichten |Wiadomości )/;

/** A cheap test for text that has an author: bulk reading asks the table only about what passes. */
export function mayBeSystemSentence(text: string): boolean {
  return strictFirstWords.test(text);
}

/** Exactly a sentence only the application writes. `text` has no hidden characters. */
export function isSystemSentence(text: string): boolean {
  return strict.some((sentence) => sentence.test(text));
}

/** A sentence the application writes, or a person might. */
export function isLooseSystemSentence(text: string): boolean {
  return isSystemSentence(text) || loose.some((sentence) => sentence.test(text));
}
