import { Route, Switch } from "wouter";
import { PeopleScreen } from "../screens/people/people-screen.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { LibraryScreen } from "../screens/library/library-screen.tsx";
import { WelcomeScreen } from "../screens/welcome/welcome-screen.tsx";
import { PhotoScreen } from "../screens/photo/photo-screen.tsx";
import { texts } from "../texts/texts.ts";
import { ScreenErrors } from "./screen-errors.tsx";

/** Which screen an address shows. */
export function Screens() {
  return (
    <ScreenErrors>
      <Switch>
        <Route path="/">
          <LibraryScreen />
        </Route>
        <Route path="/welcome" component={WelcomeScreen} />
        <Route path="/photos/:id">{({ id }) => <PhotoScreen photoId={Number(id)} />}</Route>
        <Route path="/people" component={PeopleScreen} />
        <Route>
          <EmptyState title={texts.shell.notFound} action={{ label: texts.shell.backToLibrary, href: "/" }} />
        </Route>
      </Switch>
    </ScreenErrors>
  );
}
