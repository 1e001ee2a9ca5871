import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandNames, contract } from '../../shared/contract/contract.ts';
import { errorCodes, PlumblineError, plumblineErrorSchema } from '../../shared/contract/errors.ts';
import { wireMessageSchema } from '../../shared/contract/wire.ts';
import { fromFailure, toFailure } from '../../electron/engine/rpc/failure.ts';
import { version } from '../../electron/engine/version.ts';
import { codeOf, freshEngine } from '../engine/harness.ts';

const engineCommands = commandNames.filter((name) => contract.commands[name].home === 'engine');

describe('the contract', () => {
  it('can be written as JSON Schema on both sides of every command: nothing in it is lost on a wire', () => {
    for (const name of commandNames) {
      expect(() => z.toJSONSchema(contract.commands[name].input, { io: 'input' }), name).not.toThrow();
      expect(() => z.toJSONSchema(contract.commands[name].output), name).not.toThrow();
    }
  });

  it('is answered by the engine for every one of its commands, and by it alone', async () => {
    const { engine } = freshEngine();
    for (const name of engineCommands) {
      const outcome = await engine.dispatch(name, {}, { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('not asked'); } }).then(() => 'answered', (error: unknown) => toFailure(error, () => undefined).code);
      expect(['answered', 'invalid_input', 'no_case_open'], name).toContain(outcome);
    }
    expect(await codeOf(engine.dispatch('shell.startup', {}, { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('not asked'); } }))).toBe('invalid_input');
  });

  it('refuses input of the wrong shape before anything is done', async () => {
    const { engine } = freshEngine();
    const call = { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('not asked'); } };
    const refusal = await engine.dispatch('cases.create', { folder: 7 }, call).catch((error: unknown) => toFailure(error, () => undefined));
    expect(refusal).toMatchObject({ code: 'invalid_input' });
  });

  it('has a version that is the package’s', () => {
    const manifest = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')));
    expect(version).toBe(manifest.version);
  });
});

describe('an error', () => {
  it('crosses a border with code, words and details, and comes back the same', () => {
    for (const code of errorCodes) {
      const shape = plumblineErrorSchema.parse(JSON.parse(JSON.stringify(toFailure(new PlumblineError(code, 'what happened', { where: 'row 7' }), () => undefined))));
      expect(fromFailure(shape)).toMatchObject({ code, message: 'what happened', details: { where: 'row 7' } });
    }
  });

  it('nobody foresaw leaves its story in the log and only a reference on the wire', () => {
    const log: string[] = [];
    const failure = toFailure(new Error('disk on fire'), (ref, story) => log.push(`${ref} ${story}`));
    expect(failure).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(failure)).not.toMatch(/\bat .*:\d+:\d+/);
    expect(log[0]).toContain(failure.ref);
    expect(log[0]).toContain('disk on fire');
  });
});

describe('the wire', () => {
  it('takes its own messages and refuses others', () => {
    expect(wireMessageSchema.safeParse({ type: 'request', id: '1', command: 'cases.recent', input: {} }).success).toBe(true);
    for (const bad of [null, 7, {}, { type: 'request' }, { type: 'eval', code: '1' }, { type: 'failure', id: '1', ok: false, error: { code: 'made_up', message: '' } }]) {
      expect(wireMessageSchema.safeParse(bad).success).toBe(false);
    }
  });
});
