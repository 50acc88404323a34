import { addAppearance } from "../../../app/people/actions/add-appearance.ts";
import { deletePerson } from "../../../app/people/actions/delete-person.ts";
import { enrolLook } from "../../../app/people/actions/enrol-look.ts";
import { forgetLooks } from "../../../app/people/actions/forget-looks.ts";
import { markDifferent } from "../../../app/people/actions/mark-different.ts";
import { mergePeople } from "../../../app/people/actions/merge-people.ts";
import { removeAppearance } from "../../../app/people/actions/remove-appearance.ts";
import { renamePerson } from "../../../app/people/actions/rename-person.ts";
import { setBirthDate } from "../../../app/people/actions/set-birth-date.ts";
import { setCover } from "../../../app/people/actions/set-cover.ts";
import { setHidden } from "../../../app/people/actions/set-hidden.ts";
import { setPinned } from "../../../app/people/actions/set-pinned.ts";
import { setPrivate } from "../../../app/people/actions/set-private.ts";
import type { RandomActions } from "./random-action.ts";

/** What is done with people. */
export const ofPeople = {
  "add-appearance": [
    (context, pick) => addAppearance(context, { person: pick.choice(), photoIds: pick.some(pick.photo) }),
  ],
  "remove-appearance": [
    (context, pick) =>
      removeAppearance(context, { personId: pick.person(), photoIds: pick.some(pick.photo) }),
  ],
  "rename-person": [
    (context, pick) =>
      renamePerson(context, {
        ...{ personId: pick.person(), name: `Person ${pick.number(9)}`, allowSameName: pick.flag() },
      }),
  ],
  "merge-people": [
    (context, pick) =>
      mergePeople(context, {
        ...{ intoId: pick.person(), fromIds: pick.some(pick.person) },
        ...(pick.flag() && { groupIds: pick.some(pick.group), faceIds: pick.some(pick.face) }),
        ...{ allowTwice: pick.flag(), allowDifferent: pick.flag() },
      }),
  ],
  "mark-different": [(context, pick) => markDifferent(context, { personIds: pick.some(pick.person) })],
  "delete-person": [(context, pick) => deletePerson(context, { personIds: [pick.person()] })],
  "set-birth-date": [
    (context, pick) =>
      setBirthDate(context, {
        personId: pick.person(),
        birthDate: pick.flag() ? `1960-01-0${1 + pick.number(2)}` : null,
      }),
  ],
  "set-cover": [
    (context, pick) =>
      setCover(context, { personId: pick.person(), faceId: pick.flag() ? pick.face() : null }),
  ],
  "set-pinned": [
    (context, pick) => setPinned(context, { personIds: pick.some(pick.person), isPinned: pick.flag() }),
  ],
  "set-hidden": [
    (context, pick) => setHidden(context, { personIds: pick.some(pick.person), isHidden: pick.flag() }),
  ],
  "set-private": [
    (context, pick) => setPrivate(context, { personIds: pick.some(pick.person), isPrivate: pick.flag() }),
  ],
  "enrol-look": [
    (context, pick) => {
      const vector = new Float32Array(4);
      vector[pick.number(4)] = 1;
      const takenAtMs = pick.flag() ? 1_000_000 : null;
      const look = { model: "m", vector, faces: 1, weight: 0.5 };
      return enrolLook(context, {
        ...{ look: { ...look, firstTakenAtMs: takenAtMs, lastTakenAtMs: takenAtMs }, person: pick.choice() },
      });
    },
  ],
  "forget-looks": [(context, pick) => forgetLooks(context, { personId: pick.person() })],
} satisfies RandomActions;
