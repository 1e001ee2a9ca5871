/** The XML parser for files that may hold a fault in every character. */
import { SaxesParser, type SaxesOptions } from 'saxes';

/**
 * Reports faults and reads on, as SaxesParser does, but without a stack for each: making those takes
 * nearly all the time of reading a damaged file, minutes for a large one.
 */
export class FaultTolerantXml<O extends SaxesOptions = SaxesOptions> extends SaxesParser<O> {
  override makeError(message: string): Error {
    const usual = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return super.makeError(message);
    } finally {
      Error.stackTraceLimit = usual;
    }
  }
}
