import { Route, Switch } from "wouter";
import { GroupScreen } from "../screens/group/group-screen.tsx";
import { IgnoredScreen } from "../screens/group/ignored-screen.tsx";
import { PersonScreen } from "../screens/person/person-screen.tsx";
import { PeopleScreen } from "../screens/people/people-screen.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ActivityScreen } from "../screens/activity/activity-screen.tsx";
import { AlbumScreen } from "../screens/album/album-screen.tsx";
import { AlbumsScreen } from "../screens/albums/albums-screen.tsx";
import { LibraryScreen } from "../screens/library/library-screen.tsx";
import { SettingsScreen } from "../screens/settings/settings-screen.tsx";
import { WelcomeScreen } from "../screens/welcome/welcome-screen.tsx";
import { PhotoScreen } from "../screens/photo/photo-screen.tsx";
import { texts } from "../texts/texts.ts";
import { ReviewScreen } from "../screens/review/review-screen.tsx";
import { SearchScreen } from "../screens/search/search-screen.tsx";
import { CompareScreen } from "../screens/compare/compare-screen.tsx";
import { LiveScreen } from "../screens/live/live-screen.tsx";
import { ScreenErrors } from "./screen-errors.tsx";

/** Which screen an address shows. */
export function Screens() {
  return (
    <ScreenErrors>
      <Switch>
        <Route path="/">
          <LibraryScreen />
        </Route>
        <Route path="/activity" component={ActivityScreen} />
        <Route path="/albums" component={AlbumsScreen} />
        <Route path="/albums/:id">{({ id }) => <AlbumScreen key={id} albumId={Number(id)} />}</Route>
        <Route path="/settings" component={SettingsScreen} />
        <Route path="/welcome" component={WelcomeScreen} />
        <Route path="/photos/:id">{({ id }) => <PhotoScreen photoId={Number(id)} />}</Route>
        <Route path="/people" component={PeopleScreen} />
        <Route path="/people/ignored" component={IgnoredScreen} />
        <Route path="/people/:id">{({ id }) => <PersonScreen personId={Number(id)} />}</Route>
        <Route path="/groups/:id">{({ id }) => <GroupScreen groupId={Number(id)} />}</Route>
        <Route path="/review">
          <ReviewScreen />
        </Route>
        <Route path="/compare">
          <CompareScreen />
        </Route>
        <Route path="/live" component={LiveScreen} />
        <Route path="/search">
          <SearchScreen />
        </Route>
        <Route>
          <EmptyState title={texts.shell.notFound} action={{ label: texts.shell.backToLibrary, href: "/" }} />
        </Route>
      </Switch>
    </ScreenErrors>
  );
}
