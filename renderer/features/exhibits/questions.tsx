/** What only a person can answer, each question with the reason it is asked. */
import { useState, type ReactNode } from 'react';
import type { ImportAnswers, Question } from '../../../shared/contract/importing.ts';
import { dateOrders } from '../../../shared/domain/audit-row.ts';
import { epochs } from '../../../shared/domain/epoch.ts';
import type { ZoneBasis } from '../../../shared/domain/evidence-time.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { Field, Select } from '../../ui/controls.tsx';

interface QuestionProps {
  readonly question: Question;
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: ImportAnswers) => void;
}

const bases: readonly { readonly value: ZoneBasis; readonly label: string; readonly note: string }[] = [
  { value: 'assumed', label: 'Assumed', note: 'Nobody has confirmed it; it is marked so on every row' },
  { value: 'stated', label: 'Stated', note: 'A document or person says so' },
  { value: 'confirmed', label: 'Confirmed', note: 'Checked by a named person' },
];
type ZoneChoice = 'Europe/London' | 'UTC' | 'other';
const zones: readonly { readonly value: ZoneChoice; readonly label: string }[] = [
  { value: 'Europe/London', label: 'UK local (Europe/London)' }, { value: 'UTC', label: 'UTC' }, { value: 'other', label: 'Another…' },
];

function ZoneQuestion({ question, answers, onAnswer }: QuestionProps): ReactNode {
  const given = answers.zone ?? '';
  const [choice, setChoice] = useState<ZoneChoice | null>(given === '' ? null : given === 'UTC' || given === 'Europe/London' ? given : 'other');
  const basis = answers.zoneBasis === undefined || answers.zoneBasis === 'in-data' || answers.zoneBasis === 'none' ? 'assumed' : answers.zoneBasis;
  const choose = (value: ZoneChoice): void => {
    setChoice(value);
    onAnswer({ zone: value === 'other' ? '' : value, zoneBasis: basis });
  };
  return (
    <div className="question">
      <h3>In which time zone were these times written?{question.required ? '' : ' (may be left open)'}</h3>
      <p className="quiet">{question.why}</p>
      <div className="wizard-columns">
        <Select label="Time zone" value={choice} choices={zones} onChange={choose} />
        {choice === 'other' ? <Field label="Zone or offset" value={given} onChange={(zone) => onAnswer({ zone, zoneBasis: basis })} placeholder="Europe/Paris or +01:00" error={given === '' || isKnownZone(given) ? null : 'Not a time zone this computer knows'} /> : null}
        <Select label="Basis" value={basis} choices={bases} onChange={(zoneBasis) => onAnswer({ zoneBasis })} />
        <Field label="On whose word" value={answers.zoneBasisBy ?? ''} onChange={(zoneBasisBy) => onAnswer({ zoneBasisBy })} placeholder="Document or person" />
      </div>
    </div>
  );
}

function ChoiceQuestion({ question, heading, name, value, onChoose }: {
  readonly question: Question; readonly heading: string; readonly name: string; readonly value: string | null; readonly onChoose: (value: string) => void;
}): ReactNode {
  return (
    <fieldset className="question" aria-label={name}>
      <h3>{heading}</h3>
      <p className="quiet">{question.why}</p>
      {question.options.map((option) => (
        <label key={option.value} className="evidence-choice">
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChoose(option.value)} />
          <span>{option.label}{option.evidence === '' ? '' : <span className="quiet"> — {option.evidence}</span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

function OwnerQuestion({ question, answers, onAnswer }: QuestionProps): ReactNode {
  const unknown = { value: '', label: 'Not known', note: 'Direction stays unknown' };
  const choices = [unknown, ...question.options.filter((option) => option.value !== '').map((option) => ({ value: option.value, label: option.label, note: option.evidence }))];
  return (
    <div className="question">
      <h3>Whose device was this exported from?</h3>
      <p className="quiet">{question.why}</p>
      {question.options.length === 0 ? <Field label="Device owner" value={answers.deviceOwner ?? ''} onChange={(deviceOwner) => onAnswer({ deviceOwner })} placeholder="Not known" />
        : <Select label="Device owner in the file" value={answers.deviceOwner ?? ''} choices={choices} onChange={(deviceOwner) => onAnswer({ deviceOwner })} />}
    </div>
  );
}

export function QuestionView(props: QuestionProps): ReactNode {
  const { question, answers, onAnswer } = props;
  switch (question.answer) {
    case 'zone': return <ZoneQuestion {...props} />;
    case 'deviceOwner': return <OwnerQuestion {...props} />;
    case 'mapping': return null; // Its table is a step of its own.
    case 'epoch':
      return (
        <ChoiceQuestion
          question={question} heading="How do the numbers in the time column count?" name="How the time counts" value={answers.epoch ?? null}
          onChoose={(value) => {
            const epoch = epochs.find((candidate) => candidate === value);
            if (epoch !== undefined) onAnswer({ epoch });
          }}
        />
      );
    case 'encoding': return <ChoiceQuestion question={question} heading="How is the text encoded?" name="Text encoding" value={answers.encoding ?? null} onChoose={(encoding) => onAnswer({ encoding })} />;
    case 'dateOrder':
      return (
        <ChoiceQuestion
          question={question} heading="Which comes first, day or month?" name="Date order" value={answers.dateOrder ?? null}
          onChoose={(value) => {
            const dateOrder = dateOrders.find((order) => order === value);
            if (dateOrder !== undefined) onAnswer({ dateOrder });
          }}
        />
      );
  }
}
