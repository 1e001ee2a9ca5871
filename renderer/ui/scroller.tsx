/**
 * A part that scrolls by itself. Whenever it holds more than it shows it is a stop of the Tab key, so
 * that the arrow keys can move it: not every browser we run in does that of its own accord.
 */
import { useEffect, useRef, type ReactNode } from 'react';

export function Scroller({ className, label, children }: { readonly className: string; /** Names the part to assistive technology. */ readonly label: string; readonly children: ReactNode }): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const part = element.current;
    if (part === null) return undefined;
    const measure = (): void => {
      const overflows = part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1;
      if (overflows) part.tabIndex = 0;
      else part.removeAttribute('tabindex');
    };
    const sizes = new ResizeObserver(measure);
    const watch = (): void => {
      sizes.disconnect();
      sizes.observe(part);
      for (const child of part.children) sizes.observe(child);
      // At once as well: the sizes are told of only with the next frame.
      measure();
    };
    const contents = new MutationObserver(watch);
    contents.observe(part, { childList: true });
    watch();
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, []);
  return <div ref={element} className={className} role="group" aria-label={label}>{children}</div>;
}
