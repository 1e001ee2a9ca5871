/** Part of a page or picture. */
import { z } from 'zod';

/** Part of a page or picture held upright, in fractions (0 to 1) of its width and height, from its upper left corner. It lies inside and is not empty. */
export const regionSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), width: z.number().positive().max(1), height: z.number().positive().max(1) });
export type Region = z.infer<typeof regionSchema>;
export const wholePicture: Region = { x: 0, y: 0, width: 1, height: 1 };
