/** When the window itself fails: says so, and gives the way back. Nothing recorded is lost by it. */
import { Component, type ReactNode } from 'react';

interface State { readonly fault: Error | null }

export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: Error): State {
    return { fault };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <main className="opening" role="alert">
        <div className="fault">
          <h1>This window has failed</h1>
          <p>Everything you recorded is safe in the case. Show the window again to go on; if it fails again, note the words below and report them.</p>
          <p className="mono wrap">{fault.message}</p>
          <button type="button" className="button main" onClick={() => window.location.reload()}>Show the window again</button>
        </div>
      </main>
    );
  }
}
