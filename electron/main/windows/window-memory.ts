/** Where the window stood, which theme and what size of text it had, kept between starts. Nothing about a case. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { settingsSchema } from '../../../shared/contract/case-file.ts';

const boundsSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() });
export type Bounds = z.infer<typeof boundsSchema>;

const memorySchema = z.object({
  bounds: boundsSchema.nullable().default(null),
  maximised: z.boolean().default(false),
  theme: settingsSchema.shape.theme.default('system'),
  textSize: settingsSchema.shape.textSize.default(100),
});
export type WindowMemory = z.infer<typeof memorySchema>;

/** A file that is missing or cannot be understood is an ordinary first start. */
export function readWindowMemory(file: string): WindowMemory {
  const nothing = memorySchema.parse({});
  if (!existsSync(file)) return nothing;
  try {
    return memorySchema.catch(nothing).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
}

export function writeWindowMemory(file: string, memory: WindowMemory): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(memory)}\n`);
  renameSync(`${file}.new`, file);
}

/** Remembered bounds, if enough of them (its title bar's worth) is still on a screen; null otherwise. */
export function usableBounds(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (bounds === null) return null;
  const seen = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const height = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return width >= 200 && height >= 100 && bounds.y >= screen.y;
  });
  return seen ? bounds : null;
}
