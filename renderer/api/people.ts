import { useQuery } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import { useChange } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

type Body<Route extends (...args: never[]) => unknown> =
  InferRequestType<Route> extends { readonly json: infer Json } ? Json : never;

/** What else a change does when it is done or refused; see `useChange`. */
type ChangeOptions<Input, Result> = Parameters<typeof useChange<Input, Result>>[1];

/** Somebody known by id, or somebody new by name. */
export type PersonChoice = Body<typeof client.faces.move.$post>["person"];

/** Everybody with a name, hidden people too; how many faces belong to nobody. */
export function usePeople() {
  return useQuery({
    queryKey: ["people", "everybody"],
    queryFn: async () => await readAnswer(client.people.$get()),
  });
}

/** Every face without a name, in groups and alone. */
export function useUnnamed() {
  return useQuery({
    queryKey: ["people", "unnamed"],
    queryFn: async () => await readAnswer(client.groups.$get()),
  });
}

const { faces, groups, people } = client;

type NameFaces = Body<typeof faces.name.$post>;

/** Gives faces, and whole groups beside them, to a person. */
export function useNameFaces(options: ChangeOptions<NameFaces, unknown> = {}) {
  return useChange(async (json: NameFaces) => await readAnswer(faces.name.$post({ json })), options);
}

type OfPerson = Body<typeof faces.confirm.$post>;

/** "Yes, this is them." */
export function useConfirmFaces(options: ChangeOptions<OfPerson, unknown> = {}) {
  return useChange(async (json: OfPerson) => await readAnswer(faces.confirm.$post({ json })), options);
}

/** "No, this is not them." */
export function useRejectFaces(options: ChangeOptions<OfPerson, unknown> = {}) {
  return useChange(async (json: OfPerson) => await readAnswer(faces.reject.$post({ json })), options);
}

type MoveFaces = Body<typeof faces.move.$post>;

/** Gives faces, whoever has them, to another person. */
export function useMoveFaces(options: ChangeOptions<MoveFaces, unknown> = {}) {
  return useChange(async (json: MoveFaces) => await readAnswer(faces.move.$post({ json })), options);
}

type Faces = Body<typeof faces.ignore.$post>;

/** What can be done with faces that need nothing but themselves. */
export type FaceDeed =
  "remove-from-person" | "split" | "keep-together" | "ignore" | "unignore" | "delete-false" | "restore-false";

/** Does one of these things with faces. */
export function useFaceDeed(deed: FaceDeed, options: ChangeOptions<Faces, unknown> = {}) {
  return useChange(async (json: Faces) => await readAnswer(faces[deed].$post({ json })), options);
}

type NameGroups = Body<typeof groups.name.$post>;

/** Gives all faces of groups to a person. */
export function useNameGroups(options: ChangeOptions<NameGroups, unknown> = {}) {
  return useChange(async (json: NameGroups) => await readAnswer(groups.name.$post({ json })), options);
}

type Groups = Body<typeof groups.merge.$post>;

/** Makes groups one, or ignores all their faces. */
export function useGroupDeed(deed: "merge" | "ignore", options: ChangeOptions<Groups, unknown> = {}) {
  return useChange(async (json: Groups) => await readAnswer(groups[deed].$post({ json })), options);
}

type KeepApart = Body<(typeof groups)["keep-apart"]["$post"]>;

/** "These two are not the same." */
export function useKeepApart(options: ChangeOptions<KeepApart, unknown> = {}) {
  return useChange(
    async (json: KeepApart) => await readAnswer(groups["keep-apart"].$post({ json })),
    options,
  );
}

type MergePeople = Body<typeof people.merge.$post>;

/** Makes people one. */
export function useMergePeople(options: ChangeOptions<MergePeople, unknown> = {}) {
  return useChange(async (json: MergePeople) => await readAnswer(people.merge.$post({ json })), options);
}

/** A mark of people: pinned, hidden, private. */
export type PersonMark =
  | { readonly personIds: number[]; readonly isPinned: boolean }
  | { readonly personIds: number[]; readonly isHidden: boolean }
  | { readonly personIds: number[]; readonly isPrivate: boolean };

/** Pins, hides or makes private, or takes that back. */
export function useMarkPeople() {
  return useChange(async (json: PersonMark) => {
    if ("isPinned" in json) return await readAnswer(people.pin.$post({ json }));
    if ("isHidden" in json) return await readAnswer(people.hide.$post({ json }));
    return await readAnswer(people.private.$post({ json }));
  });
}

type DeletePeople = Body<typeof people.delete.$post>;

/** Forgets people; their faces stay. */
export function useDeletePeople(options: ChangeOptions<DeletePeople, unknown> = {}) {
  return useChange(async (json: DeletePeople) => await readAnswer(people.delete.$post({ json })), options);
}

/** Forgets how a person looks without a photo. */
export function useForgetLooks() {
  return useChange(
    async ({ personId }: { readonly personId: number }) =>
      await readAnswer(people[":id"]["forget-looks"].$post({ param: { id: String(personId) } })),
  );
}

interface Rename {
  readonly personId: number;
  readonly name: string;
  readonly allowSameName?: boolean;
}

/** Gives a person another name. */
export function useRenamePerson(options: ChangeOptions<Rename, unknown> = {}) {
  return useChange(
    async ({ personId, ...json }: Rename) =>
      await readAnswer(people[":id"].rename.$post({ param: { id: String(personId) }, json })),
    options,
  );
}

/** Sets or forgets the day on which a person was born. */
export function useBirthDate(
  options: ChangeOptions<{ personId: number; birthDate: string | null }, unknown> = {},
) {
  return useChange(
    async ({ personId, ...json }: { personId: number; birthDate: string | null }) =>
      await readAnswer(people[":id"]["birth-date"].$post({ param: { id: String(personId) }, json })),
    options,
  );
}

/** Chooses the face to show for a person. */
export function useCover() {
  return useChange(
    async ({ personId, ...json }: { personId: number; faceId: number | null }) =>
      await readAnswer(people[":id"].cover.$post({ param: { id: String(personId) }, json })),
  );
}
