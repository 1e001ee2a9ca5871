import { describe, expect, it } from 'vitest';
import { installableName, installedPackages, missingPackages } from '../../scripts/setup-system.ts';

describe('setting up a machine', () => {
  it('finds what is missing, and takes a renamed library for the one it was', () => {
    const installed = installedPackages('libgtk-3-0t64 installed\nxvfb config-files\nlibnss3 installed\n');
    expect(missingPackages(['libgtk-3-0', 'libnss3', 'xvfb', 'qpdf'], installed)).toEqual(['xvfb', 'qpdf']);
  });

  it('installs the name this release has', () => {
    expect(installableName('libasound2', (name) => name === 'libasound2t64')).toBe('libasound2t64');
    expect(installableName('libasound2', (name) => name === 'libasound2')).toBe('libasound2');
    expect(installableName('unheard-of', () => false)).toBe('unheard-of');
  });
});
