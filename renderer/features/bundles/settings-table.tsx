/** Every setting of a bundle: as its profile says, or otherwise and why. */
import { useState, type ReactNode } from 'react';
import { overrideKey, settingLabels, settings as all, valueWords, type BundleSettings, type Override, type Setting } from '../../../shared/domain/bundle-settings.ts';
import { signedBy } from '../../../shared/domain/signed-by.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { OverrideEditor } from './override-editor.tsx';

interface Row { readonly key: string; readonly setting: Setting; readonly label: string; readonly override: Override | undefined }

/** One for each setting, and one for each section whose order is set otherwise. */
function rowsOf(overrides: readonly Override[]): Row[] {
  return all.flatMap((setting): Row[] => {
    const own = overrides.filter((override) => override.setting === setting);
    const plain: Row = { key: setting, setting, label: settingLabels[setting], override: setting === 'order' ? undefined : own[0] };
    return setting === 'order' ? [plain, ...own.map((override) => ({ key: overrideKey(override), setting, label: `${settingLabels.order} “${override.setting === 'order' ? override.section : ''}”`, override }))] : [plain];
  });
}

const buttonId = (key: string): string => `bundle-setting-${key.replace(/[^a-z0-9]/giu, '-')}`;

function SettingRow({ row: { key, setting, label, override }, settings, fixed, onChange, onDrop }: {
  readonly row: Row; readonly settings: BundleSettings; /** It cannot be set otherwise any more. */ readonly fixed: boolean; readonly onChange: () => void; readonly onDrop: () => void;
}): ReactNode {
  const shown = useShownName();
  const usual = valueWords(setting, settings[setting]);
  return (
    <tr className={override === undefined ? '' : 'otherwise'}>
      <th scope="row">{shown(label)}</th>
      <td className="wrap">{override === undefined ? usual : <><strong>{valueWords(setting, override.value)}</strong> <span className="quiet">profile: {usual}</span><div>{shown(override.reason)} <span className="quiet">({signedBy(override)})</span></div></>}</td>
      <td className="bundle-setting-acts">
        {fixed ? <span className="quiet">as served</span> : (
          <>
            {override !== undefined && setting === 'order' ? null : <Button tone="quiet" id={buttonId(key)} aria-label={`Change: ${shown(label)}`} onPress={onChange}>Change…</Button>}
            {override === undefined ? null : <Button tone="quiet" aria-label={`As profile: ${shown(label)}`} onPress={onDrop}>As profile</Button>}
          </>
        )}
      </td>
    </tr>
  );
}

export function SettingsTable({ settings, overrides, sections, fixed, onChange, onEditing }: {
  /** As the profile says. */
  readonly settings: BundleSettings;
  readonly overrides: readonly Override[];
  /** Titles. */
  readonly sections: readonly string[];
  /** Settings that cannot be changed, since pages have been served by them. */
  readonly fixed: readonly Setting[];
  readonly onChange: (overrides: readonly Override[]) => void;
  /** Whether one is being set now. */
  readonly onEditing: (editing: boolean) => void;
}): ReactNode {
  const [edited, setEdited] = useState<string | null>(null);
  const edit = (key: string | null): void => {
    const former = edited;
    setEdited(key);
    onEditing(key !== null);
    // Where the person was before, once the row stands again.
    if (key === null && former !== null) requestAnimationFrame(() => document.getElementById(buttonId(former))?.focus());
  };
  const keep = (override: Override): void => {
    onChange([...overrides.filter((one) => overrideKey(one) !== overrideKey(override)), override]);
    edit(null);
  };
  const drop = (override: Override): void => {
    onChange(overrides.filter((one) => overrideKey(one) !== overrideKey(override)));
    requestAnimationFrame(() => document.getElementById(buttonId(override.setting))?.focus());
  };
  return (
    <table className="bundle-overrides" aria-label="Settings">
      <thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col"><span className="visually-hidden">What can be done</span></th></tr></thead>
      <tbody>
        {rowsOf(overrides).filter(({ setting }) => setting !== 'order' || sections.length > 0).map((row) => (edited === row.key ? (
          <tr key={row.key}><td colSpan={3}><OverrideEditor setting={row.setting} settings={settings} before={row.override} sections={sections} onKeep={keep} onCancel={() => edit(null)} /></td></tr>
        ) : (
          <SettingRow key={row.key} row={row} settings={settings} fixed={fixed.includes(row.setting)} onChange={() => edit(row.key)} onDrop={() => { if (row.override !== undefined) drop(row.override); }} />
        )))}
      </tbody>
    </table>
  );
}
