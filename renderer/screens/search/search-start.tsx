import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import { forgetSearches, recentSearches } from "./recent-searches.ts";
import styles from "./search-screen.module.css";

/** What was searched before, and what can be asked for. */
export function SearchStart({ onSearch }: { readonly onSearch: (text: string) => void }) {
  const [recent, setRecent] = useState(recentSearches);
  return (
    <div className={styles["start"]}>
      {recent.length > 0 && (
        <section className={styles["section"]}>
          <h2>{texts.search.recent}</h2>
          <ul className={styles["recent"]}>
            {recent.map((query) => (
              <li key={query}>
                <Button
                  onClick={() => {
                    onSearch(query);
                  }}
                >
                  <bdi className={styles["chipName"]}>{query}</bdi>
                </Button>
              </li>
            ))}
            <li>
              <Button
                look="quiet"
                onClick={() => {
                  forgetSearches();
                  setRecent([]);
                }}
              >
                {texts.search.forgetRecent}
              </Button>
            </li>
          </ul>
        </section>
      )}
      <section className={styles["section"]}>
        <h2>{texts.search.examples}</h2>
        <dl className={styles["help"]}>
          {texts.search.helpRows.map(({ query, meaning }) => (
            <div key={query} className={styles["helpRow"]}>
              <dt>
                <code className={styles["code"]}>{query}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
