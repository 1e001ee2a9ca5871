/** Walks the fields of a protobuf message without its schema: enough to read known field numbers. */

export interface ProtobufField {
  readonly number: number;
  /** A varint or fixed number, or the bytes of a length-delimited field. */
  readonly value: bigint | Uint8Array;
}

const maxFields = 10_000;

class Walker {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean { return this.#at >= this.#bytes.length; }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError('a number runs past the end');
      this.#at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a number is longer than 64 bits');
  }

  take(length: number): Buffer {
    if (length < 0 || this.#at + length > this.#bytes.length) throw new RangeError('a field runs past the end');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }
}

/** The fields in order. Throws RangeError where the bytes are no such message. */
export function protobufFields(bytes: Uint8Array): readonly ProtobufField[] {
  const walker = new Walker(bytes);
  const fields: ProtobufField[] = [];
  while (!walker.done) {
    if (fields.length >= maxFields) throw new RangeError('too many fields');
    const key = Number(walker.varint());
    const number = Math.floor(key / 8);
    if (number === 0) throw new RangeError('field number 0');
    switch (key % 8) {
      case 0: fields.push({ number, value: walker.varint() }); break;
      case 1: fields.push({ number, value: walker.take(8).readBigUInt64LE() }); break;
      case 2: fields.push({ number, value: walker.take(Number(walker.varint())) }); break;
      case 5: fields.push({ number, value: BigInt(walker.take(4).readUInt32LE()) }); break;
      default: throw new RangeError(`wire type ${key % 8}`);
    }
  }
  return fields;
}

/** The first field with this number as text, or '' when it is absent or no UTF-8. */
export function protobufText(fields: readonly ProtobufField[], number: number): string {
  const found = fields.find((field) => field.number === number)?.value;
  if (!(found instanceof Uint8Array)) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(found);
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

/** The first field with this number as a number; null when it is absent. */
export function protobufNumber(fields: readonly ProtobufField[], number: number): bigint | null {
  const found = fields.find((field) => field.number === number)?.value;
  return typeof found === 'bigint' ? found : null;
}
