import { SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { usePhotoLayout } from "../../api/photos.ts";
import { searchProblemOf } from "../../api/search.ts";
import { AddToAlbumButton } from "../../components/add-to-album/add-to-album-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PhotoGrid } from "../../components/photo-grid/photo-grid.tsx";
import { StackSwitch } from "../../components/photo-grid/stack-switch.tsx";
import { QueryBox } from "../../components/query-box/query-box.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { PeopleChips } from "./people-chips.tsx";
import { rememberSearch } from "./recent-searches.ts";
import { SaveSearch } from "./save-search.tsx";
import { SearchStart } from "./search-start.tsx";
import styles from "./search-screen.module.css";

/** Photos by who is in them, when and where. The search is in the address, so that it can be kept and opened again. */
export function SearchScreen() {
  const query = new URLSearchParams(useSearch()).get("q")?.trim() ?? "";
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(query);
  const [shownQuery, setShownQuery] = useState(query);
  if (shownQuery !== query) {
    setShownQuery(query);
    setTyped(query);
  }
  const search = (wanted: string) => {
    navigate(wanted === "" ? "/search" : `/search?q=${encodeURIComponent(wanted)}`);
  };
  return (
    <div className={styles["screen"]}>
      <h1 className="visually-hidden">{texts.search.title}</h1>
      {query === "" ? (
        <>
          <Head query="" problem={null} {...{ typed, search, setTyped }} />
          <SearchStart onSearch={search} />
        </>
      ) : (
        <Results key={query} {...{ query, typed, search, setTyped }} />
      )}
    </div>
  );
}

interface HeadProps {
  readonly query: string;
  readonly problem: ReturnType<typeof searchProblemOf>;
  /** What is in the box, searched or not. */
  readonly typed: string;
  readonly search: (wanted: string) => void;
  readonly setTyped: (text: string) => void;
}

function Head({ query, problem, typed, search, setTyped }: HeadProps) {
  return (
    <div className={styles["head"]}>
      <QueryBox
        label={texts.search.label}
        query={query}
        problem={problem}
        onSearch={search}
        onType={setTyped}
        autoFocus
      />
      <PeopleChips text={typed} onSearch={search} />
    </div>
  );
}

function Results({ query, ...head }: Omit<HeadProps, "problem">) {
  const layout = usePhotoLayout({ query });
  const problem = searchProblemOf(layout.error);
  const isFound = layout.isSuccess;
  useEffect(() => {
    if (isFound) rememberSearch(query);
  }, [isFound, query]);
  return (
    <>
      <Head query={query} problem={problem} {...head} />
      {problem !== null ? (
        <SearchStart onSearch={head.search} />
      ) : (
        <QueryState query={layout}>
          {(photos) => (
            <>
              <div className={styles["summary"]} role="status">
                <p>{texts.search.found(photos.total)}</p>
                <StackSwitch layout={photos} />
                <SaveSearch query={query} />
              </div>
              {photos.total === 0 ? (
                <EmptyState
                  icon={SearchX}
                  title={texts.search.nothingFound}
                  text={texts.search.nothingFoundText(query)}
                />
              ) : (
                <PhotoGrid
                  layout={photos}
                  source={{ query }}
                  label={texts.search.found(photos.total)}
                  actions={(photoIds) => <AddToAlbumButton photoIds={photoIds} size="small" />}
                />
              )}
            </>
          )}
        </QueryState>
      )}
    </>
  );
}
