/** The text of the invented inputs. Names are invented and numbers are from the range kept for fiction. */

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`;
const jsonLines = (...all: readonly unknown[]): string => `${all.map((one) => JSON.stringify(one)).join('\n')}\n`;

export const notes = 'I attended the address at 15:31 on 28/09/2021.\nNobody was there.\nI left at 15:40.\n';

export const richText = '{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}{\\info{\\title Account}{\\author Rowan Ashdown}{\\creatim\\yr2021\\mo9\\dy28\\hr14\\min31}}\\pard\\f0\\fs22 I attended at 15:31.\\par The gate was \\b open\\b0  for \\\'a35.\\par \\u8217? end\\par}';

export const page = '<!DOCTYPE html><html lang="en"><head><title>Minutes</title><style>p{}</style></head><body><h1>Minutes</h1><p>The meeting began at <b>10:00</b> &amp; ended.</p><table><tr><td>a</td><td>b</td></tr></table><ul><li>one<li>two</ul></body></html>';

export const email = lines(
  'Received: from relay.example.test by mail.example.test; Tue, 28 Sep 2021 14:31:05 +0000', 'From: "Vale, Imogen" <imogen@example.test>', 'To: Rowan <rowan@example.test>, other@example.test', 'Subject: =?UTF-8?B?UmU6IHRoZSDCozUw?=',
  'Date: Tue, 28 Sep 2021 15:31:00 +0100 (BST)', 'Message-ID: <1@example.test>', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b1"', '',
  '--b1', 'Content-Type: multipart/alternative; boundary="b2"', '', '--b2', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', 'See you at 8 =E2=80=93 bring the =', 'papers.', '--b2', 'Content-Type: text/html; charset=iso-8859-1', '', '<p>See you at <b>8</b></p>', '--b2--',
  '--b1', 'Content-Type: text/plain; name="list.txt"', 'Content-Disposition: attachment; filename="list.txt"', 'Content-Transfer-Encoding: base64', '', 'bWlsawpicmVhZAo=', '--b1--',
);

export const whatsappChat = [
  '28/09/2021, 15:24 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.', '28/09/2021, 15:24 - Sam created group "Late shift"', '28/09/2021, 15:25 - Sam: Are you on tonight?', '28/09/2021, 15:26 - Joss Harrow: Yes', 'from ten',
  '28/09/2021, 15:27 - Sam: IMG-20210928-WA0001.jpg (file attached)', '13/10/2021, 01:30 - Sam: <Media omitted>', '13/10/2021, 01:31 - +44 7700 900123: This message was deleted', '',
].join('\n');

const chatColumns = ['#', 'Chat #', 'Identifier', 'Name', 'Participants', 'Source', 'Instant Message #', 'From', 'To', 'Subject', 'Body', 'Status', 'Timestamp: Date', 'Timestamp: Time', 'Deleted - Instant Message', 'Source file information'];
export const cellebriteChats = `\ufeff${lines(
  chatColumns.join(','),
  '1,1,447700900102@s.whatsapp.net,,"447700900101@s.whatsapp.net Joss Harrow (owner)\n447700900102@s.whatsapp.net Ellie Fenn",WhatsApp,1,447700900102@s.whatsapp.net Ellie Fenn,447700900101@s.whatsapp.net Joss Harrow,,Are you on tonight?,Read,28/09/2021,28/09/2021 15:24:10(UTC+1),,msgstore.db',
  '2,1,447700900102@s.whatsapp.net,,"447700900101@s.whatsapp.net Joss Harrow (owner)\n447700900102@s.whatsapp.net Ellie Fenn",WhatsApp,2,447700900101@s.whatsapp.net Joss Harrow,447700900102@s.whatsapp.net Ellie Fenn,,"Yes, from ten",Sent,28/09/2021,28/09/2021 15:25:00(UTC+1),Yes,msgstore.db',
  '3,1,447700900102@s.whatsapp.net,,,WhatsApp,3,System Message System Message,,,Ellie Fenn left,,28/09/2021,28/09/2021 15:26:00(UTC+1),,',
)}`;

const hit = (values: Readonly<Record<string, string>>, number: number): string => `<Hit sequenceNumber="${number}">\r\n${Object.entries(values).map(([name, value]) => `  <Fragment name="${name}">${value}</Fragment>\r\n`).join('')}</Hit>`;
export const axiomReport = lines(
  '<?xml version="1.0" encoding="utf-8"?>', '<ArtifactReport>', '<Artifact name="Android SMS/MMS"><Hits>',
  hit({ 'Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)': '02/05/2023 16:12:10', Sender: 'Ada Vale', Recipients: 'Ben Orrell; +447700900123', Message: 'Hello &amp; welcome', Direction: 'Incoming', Source: 'mmssms.db', Location: 'Table: sms(_id: 4)', 'Recovery method': 'Parsing' }, 1),
  hit({ 'Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)': '13/05/2023 01:00:00', Sender: 'Ben Orrell', Recipients: 'Ada Vale', Message: 'carved', Direction: 'Outgoing', Source: 'mmssms.db', Location: 'n/a', 'Recovery method': 'Carving' }, 2),
  '</Hits></Artifact>', '<Artifact name="Chrome Web History"><Hits>', hit({ URL: 'https://example.test/', 'Last Visited Date/Time - UTC+01:00 (dd/MM/yyyy)': '01/06/2023 9:00:00 PM' }, 1), '</Hits></Artifact>', '</ArtifactReport>',
);
export const axiomTable = `\ufeff${lines('"Record","Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)","Sender","Recipients","Message","Direction","Source","Location","Recovery method"', '"1","02/05/2023 16:12:10","Ada Vale","Ben Orrell","one","Incoming","mmssms.db","Table: sms(_id: 4)","Parsing"', '"2","13/05/2023 01:00:00","Ben Orrell","Ada Vale","two ""quoted""","Outgoing","mmssms.db","n/a","Carving"')}`;

export const snapchat = JSON.stringify({
  'ben.b': [
    { From: 'ann.archer', 'Media Type': 'TEXT', Created: '2023-07-01 10:00:00 UTC', Content: 'Hello', 'Conversation Title': null, IsSender: true, 'Created(microseconds)': 1_688_205_600_123, IsSaved: true, 'Media IDs': '' },
    { From: 'ben.b', 'Media Type': 'MEDIA', Created: '2023-07-01 10:01:00 UTC', Content: null, 'Conversation Title': 'Team', IsSender: false, 'Created(microseconds)': 1_688_205_660_999, IsSaved: false, 'Media IDs': 'b~AAAA, b~BBBB' },
    { From: 'ben.b', 'Media Type': 'STATUSERASEDMESSAGE', Created: '2023-07-01 10:02:00 UTC', Content: null, IsSender: false, 'Created(microseconds)': 0 },
  ],
  'Received Saved Chat History': [{ From: 'cy', 'Media Type': 'TEXT', Created: '2020-01-01 10:00:00 UTC', Text: 'Hi' }],
  Friends: [{ Username: 'ben.b', 'Display Name': 'Ben', 'Creation Timestamp': '2020-01-01 10:00:00 UTC', 'Last Modified Timestamp': '2021-01-01 10:00:00 UTC', Source: 'Added by Phone' }],
}, null, 1);

const top = '<?xml version=\'1.0\' encoding=\'UTF-8\' standalone=\'yes\' ?>\n<!--File Created By SMS Backup & Restore v10.20.002 on 28/09/2021 15:24:10-->\n';
export const smsBackup = `${top}<smses count="3" backup_date="1632839050123">
  <sms protocol="0" address="+447700900123" date="1632839050123" type="1" subject="null" body="Hello &#10;there &#128522;" date_sent="0" read="1" status="-1" readable_date="28 Sep 2021 15:24:10" contact_name="Ann Archer" />
  <sms protocol="0" address="+447700900123" date="1632839060123" type="2" subject="null" body="Yes" date_sent="1632839060000" read="1" status="0" readable_date="28 Sep 2021 15:24:20" contact_name="Ann Archer" />
  <mms date="1632839070000" msg_box="1" address="+447700900123" m_type="132" contact_name="Ann Archer"><parts><part seq="0" ct="text/plain" text="A picture" /><part seq="1" ct="image/png" name="a.png" data="iVBORw0KGgo=" /></parts><addrs><addr address="+447700900123" type="137" charset="106" /></addrs></mms>
</smses>`;
export const callsBackup = `${top}<calls count="2" backup_date="1632839050123">\n  <call number="+447700900123" duration="62" date="1632839050123" type="1" presentation="1" readable_date="28 Sep 2021 15:24:10" contact_name="Ann Archer" />\n  <call number="" duration="0" date="1632839060123" type="3" presentation="2" contact_name="(Unknown)" />\n</calls>`;

const chatItem = (more: object): object => ({ chatItem: { chatId: '9', authorId: '2', dateSent: '1632839050123', ...more } });
export const signalLines = jsonLines(
  { version: '1', backupTimeMs: '1632839050123' }, { account: { givenName: 'Jo', familyName: 'Marsh', username: 'jo.01' } }, { recipient: { id: '1', self: {} } }, { recipient: { id: '2', contact: { e164: '447700900123', profileGivenName: 'Ann' } } }, { chat: { id: '9', recipientId: '2' } },
  chatItem({ incoming: { dateReceived: '1632839051000' }, standardMessage: { text: { body: 'Hello' }, reactions: [{ emoji: '👍', authorId: '1', sentTimestamp: '1632839060000' }], attachments: [{ pointer: { contentType: 'image/jpeg', fileName: 'a.jpg' } }] } }),
  chatItem({ authorId: '1', outgoing: { sendStatus: [{ recipientId: '2', read: {} }] }, standardMessage: { text: { body: 'Hi' } }, revisions: [{ dateSent: '1632839040000', standardMessage: { text: { body: 'Hu' } } }] }),
  chatItem({ directionless: {}, updateMessage: { individualCall: { type: 'AUDIO_CALL', direction: 'OUTGOING', state: 'ACCEPTED' } } }),
);
export const signalText = '[2021-09-28, 15:24] Ann: Hello\n[2021-09-28, 15:25] Jo Marsh: Hi\nsecond line\n[2021-10-31, 01:30] Ann: Late\n';

export const calendar = lines(
  'BEGIN:VCALENDAR', 'PRODID:-//Rota Maker//2.1//EN', 'VERSION:2.0', 'X-WR-CALNAME:PC 1234 Example', 'BEGIN:VTIMEZONE', 'TZID:Europe/London', 'BEGIN:STANDARD', 'DTSTART:19701025T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE',
  'BEGIN:VEVENT', 'UID:a@example', 'SUMMARY:Early', 'DTSTART;TZID=Europe/London:20210928T070000', 'DTEND;TZID=Europe/London:20210928T170000', 'RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TU,WE', 'EXDATE;TZID=Europe/London:20211005T070000', 'LOCATION:Example Road\\, Town', 'ATTENDEE;CN="Alex Example":mailto:alex@example.org', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:a@example', 'RECURRENCE-ID;TZID=Europe/London:20210929T070000', 'SUMMARY:Late', 'DTSTART;TZID=Europe/London:20210929T140000', 'DURATION:PT10H', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:b@example', 'SUMMARY:Rest day', 'DTSTART;VALUE=DATE:20211001', 'END:VEVENT', 'END:VCALENDAR',
);
export const roster = lines('Date,Start,End,Shift,Officer,Collar No', '28/09/2021,07:00,17:00,Early,A. Example,1234', '29/09/2021,22:00,07:00,Night,A. Example,1234', '30/09/2021,,,Rest day,A. Example,1234', '30/10/2021,22:00,07:00,Night,B. Example,4321');

const observable = (id: string, facet: string, properties: Readonly<Record<string, unknown>>): object => ({
  '@id': id, '@type': 'uco-observable:ObservableObject', 'uco-core:hasFacet': [{ '@type': `uco-observable:${facet}`, ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [`uco-observable:${name}`, value])) }],
});
export const caseGraph = JSON.stringify({
  '@context': { 'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/', 'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/', kb: 'http://example.org/kb/' },
  '@graph': [
    observable('kb:m1', 'MessageFacet', { messageText: 'See you at 6', from: { '@id': 'kb:a1' }, to: { '@id': 'kb:a2' }, sentTime: { '@type': 'xsd:dateTime', '@value': '2021-09-28T14:24:10.25Z' } }),
    observable('kb:c1', 'CallFacet', { callType: 'Incoming', from: { '@id': 'kb:a1' }, startTime: { '@type': 'xsd:dateTime', '@value': '2021-09-28T14:30:00Z' }, duration: 62 }),
    observable('kb:a1', 'PhoneAccountFacet', { phoneNumber: '07700 900123' }), observable('kb:a2', 'AccountFacet', { accountIdentifier: 'alex.example', owner: { '@id': 'kb:p1' } }),
    { '@id': 'kb:p1', '@type': 'uco-identity:Person', 'uco-core:hasFacet': { '@type': 'uco-identity:SimpleNameFacet', 'uco-identity:givenName': 'Alex', 'uco-identity:familyName': 'Example' } },
  ],
}, null, 1);

const point = (time: string): string => `<trkpt lat="51.5" lon="-0.12"><ele>35.2</ele><time>${time}</time><hdop>1.5</hdop></trkpt>`;
export const gpx = `<?xml version="1.0" encoding="UTF-8"?>\r\n<gpx version="1.1" creator="Track Maker 3.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>A</name><trkseg>${point('2021-09-28T14:24:10Z')}\r\n${point('2021-09-28T14:24:11.5Z')}</trkseg></trk><wpt lat="51.6" lon="-0.1"><name>Gate</name></wpt></gpx>`;
export const kml = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><name>Gate</name><TimeStamp><when>2021-09-28T14:24:10Z</when></TimeStamp><Point><coordinates>-0.12,51.5,35</coordinates></Point></Placemark><Placemark><gx:Track><when>2021-09-28T14:24:10Z</when><when>2021-09-28T14:25:10Z</when><gx:coord>-0.12 51.5 0</gx:coord><gx:coord>-0.13 51.6 0</gx:coord></gx:Track></Placemark></Document></kml>';
export const googleRecords = '{"locations": [{"latitudeE7": 515007325, "longitudeE7": -1246500, "accuracy": 13, "source": "WIFI", "timestamp": "2021-09-28T14:24:10.250Z", "deviceTag": -184756291}, {"latitudeE7": 1, "longitudeE7": 1800000000, "timestampMs": "1632839050250"}]}';
export const googleSegments = JSON.stringify({
  semanticSegments: [
    { startTime: '2024-09-28T14:00:00.000+01:00', endTime: '2024-09-28T16:00:00.000+01:00', timelinePath: [{ point: '51.5°, -0.12°', time: '2024-09-28T14:11:00.000+01:00' }, { point: '51.6°, -0.13°', time: '2024-09-28T14:12:00.000+01:00' }] },
    { startTime: '2024-09-28T16:00:00.000+01:00', endTime: '2024-09-28T17:00:00.000+01:00', visit: { probability: 0.9, topCandidate: { placeLocation: { latLng: '51.5°, -0.12°' } } } },
  ],
});
export const positions = 'Latitude,Longitude,Time\n51.5,-0.12,2021-09-28T14:00:00Z\n51.6,-0.13,2021-09-28T14:01:00Z\n';
export const timesketch = jsonLines({ message: 'a', datetime: '2022-01-01T00:00:00Z', timestamp: 1_640_995_200_000_000, timestamp_desc: 'Logged', other: 1 }, { message: 'b', datetime: '2022-01-01T00:00:01Z', timestamp_desc: 'Logged' });
