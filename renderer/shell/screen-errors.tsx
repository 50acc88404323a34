import { Component, type ReactNode } from "react";
import { EmptyState } from "../components/empty-state.tsx";
import { texts } from "../texts/texts.ts";

interface State {
  readonly error: Error | null;
}

/** A screen that fails takes only itself down. A class, as React has no other way to catch what rendering throws. */
export class ScreenErrors extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyState
        title={texts.shell.screenFailed}
        text={error.message}
        action={{
          label: texts.shell.tryAgain,
          onAct: () => {
            this.setState({ error: null });
          },
        }}
      />
    );
  }
}
