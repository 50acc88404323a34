import { useQuery } from "@tanstack/react-query";
import { client } from "./client.ts";
import { readAnswer } from "./read-answer.ts";

/** What is told of a person, and all their faces. */
export function usePerson(personId: number) {
  return useQuery({
    queryKey: ["people", "person", personId],
    queryFn: async () => await readAnswer(client.people[":id"].$get({ param: { id: String(personId) } })),
  });
}

/** Who is in photos with a person. */
export function useCompanions(personId: number) {
  return useQuery({
    queryKey: ["people", "companions", personId],
    queryFn: async () =>
      (await readAnswer(client.people[":id"].companions.$get({ param: { id: String(personId) } })))
        .companions,
  });
}

/** A person, or an unnamed group. */
export type Side = { readonly personId: number } | { readonly groupId: number };

/** Two lumps that may be two people; null = no doubt. */
export function useSuggestedSplit(side: Side) {
  return useQuery({
    queryKey: ["people", "split", side],
    queryFn: async () => {
      const answer =
        "personId" in side
          ? client.people[":id"].split.$get({ param: { id: String(side.personId) } })
          : client.groups[":id"].split.$get({ param: { id: String(side.groupId) } });
      return (await readAnswer(answer)).split;
    },
  });
}

/** The faces of an unnamed group. */
export function useGroup(groupId: number) {
  return useQuery({
    queryKey: ["people", "group", groupId],
    queryFn: async () => await readAnswer(client.groups[":id"].$get({ param: { id: String(groupId) } })),
  });
}

/** Other groups that may be the same person as this one, the most probable first. */
export function useLookAlikes(groupId: number) {
  return useQuery({
    queryKey: ["people", "look-alikes", groupId],
    queryFn: async () =>
      (await readAnswer(client.groups[":id"]["look-alikes"].$get({ param: { id: String(groupId) } }))).groups,
  });
}

/** Faces that the user does not want to see. */
export function useIgnoredFaces() {
  return useQuery({
    queryKey: ["people", "ignored"],
    queryFn: async () => (await readAnswer(client.groups.ignored.$get())).faces,
  });
}
