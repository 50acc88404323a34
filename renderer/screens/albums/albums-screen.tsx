import { LibraryBig, Plus, Sparkles } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { useAlbums, useCreateAlbum } from "../../api/albums.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page, PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { AlbumCards } from "./album-cards.tsx";
import { AlbumForm } from "./album-form.tsx";
import { PeopleAlbums } from "./people-albums.tsx";

/** All albums: the user's in their order, then everybody who has a name. */
export function AlbumsScreen() {
  const albums = useAlbums();
  const [making, setMaking] = useState<"manual" | "smart" | null>(null);
  return (
    <Page
      title={texts.albums.title}
      width="full"
      actions={
        <>
          <Button
            onClick={() => {
              setMaking("smart");
            }}
          >
            <Sparkles size={16} aria-hidden />
            {texts.albums.createSmart}
          </Button>
          <Button
            look="main"
            onClick={() => {
              setMaking("manual");
            }}
          >
            <Plus size={16} aria-hidden />
            {texts.albums.create}
          </Button>
        </>
      }
    >
      <QueryState query={albums}>
        {(list) => (
          <PageSection title={texts.albums.yours}>
            {list.length === 0 ? (
              <EmptyState icon={LibraryBig} title={texts.albums.empty} text={texts.albums.emptyText} />
            ) : (
              <AlbumCards albums={list} />
            )}
          </PageSection>
        )}
      </QueryState>
      <PeopleAlbums />
      {making !== null && (
        <NewAlbum
          kind={making}
          onClose={() => {
            setMaking(null);
          }}
        />
      )}
    </Page>
  );
}

function NewAlbum({ kind, onClose }: { readonly kind: "manual" | "smart"; readonly onClose: () => void }) {
  const [, navigate] = useLocation();
  const create = useCreateAlbum({ onRefused: () => true });
  return (
    <AlbumForm
      title={kind === "smart" ? texts.albums.createSmart : texts.albums.create}
      actionLabel={texts.albums.make}
      name=""
      {...(kind === "smart" && { query: "" })}
      error={create.error}
      onClose={onClose}
      onSave={({ name, query }) => {
        create.mutate(kind === "smart" ? { name, query } : { name }, {
          onSuccess: ({ result }) => {
            navigate(`/albums/${String(result.id)}`);
          },
        });
      }}
    />
  );
}
