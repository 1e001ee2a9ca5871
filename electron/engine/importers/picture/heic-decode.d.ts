/** heic-decode ships no types. One picture of a HEIC file as RGBA, four bytes a pixel. */
declare module 'heic-decode' {
  export default function decode(input: { readonly buffer: Uint8Array }): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
}
