import { carryDecisions } from "../../../app/library/carry-decisions.ts";
import { isInside } from "../../../app/library/paths.ts";
import { confirmSuggestions } from "../../../app/people/actions/confirm-suggestions.ts";
import { deleteFalseFace } from "../../../app/people/actions/delete-false-face.ts";
import { drawFace } from "../../../app/people/actions/draw-face.ts";
import { ignoreFaces } from "../../../app/people/actions/ignore-faces.ts";
import { ignoreGroup } from "../../../app/people/actions/ignore-group.ts";
import { ignoreOthersInPhoto } from "../../../app/people/actions/ignore-others-in-photo.ts";
import { ignoreSmallFaces } from "../../../app/people/actions/ignore-small-faces.ts";
import { keepTogether } from "../../../app/people/actions/keep-together.ts";
import { mergeGroups } from "../../../app/people/actions/merge-groups.ts";
import { moveFaces } from "../../../app/people/actions/move-faces.ts";
import { nameFace } from "../../../app/people/actions/name-face.ts";
import { nameFaces } from "../../../app/people/actions/name-faces.ts";
import { nameGroup } from "../../../app/people/actions/name-group.ts";
import { rejectMerge } from "../../../app/people/actions/reject-merge.ts";
import { rejectSuggestions } from "../../../app/people/actions/reject-suggestions.ts";
import { removeFromPerson } from "../../../app/people/actions/remove-from-person.ts";
import { restoreFalseFace } from "../../../app/people/actions/restore-false-face.ts";
import { splitFaces } from "../../../app/people/actions/split-faces.ts";
import { unignoreFaces } from "../../../app/people/actions/unignore-faces.ts";
import { nameButSome } from "../../../app/review/name-but-some.ts";
import { sortFaces } from "../../../app/review/sort-faces.ts";
import type { RandomActions } from "./random-action.ts";

/** What is done with faces. */
export const ofFaces = {
  "name-face": [
    (context, pick) =>
      nameFace(context, { faceId: pick.face(), person: pick.choice(), allowTwice: pick.flag() }),
  ],
  "name-faces": [
    (context, pick) =>
      nameFaces(context, {
        ...{ faceIds: pick.some(pick.face), groupIds: pick.flag() ? [pick.group()] : [] },
        ...{ person: pick.choice(), allowTwice: pick.flag() },
      }),
  ],
  "name-group": [
    (context, pick) => nameGroup(context, { groupIds: pick.some(pick.group), person: pick.choice() }),
    (context, pick) => {
      const faceIds = pick.companions();
      const exceptFaceIds = faceIds.slice(1);
      return nameButSome(context, { faceIds, alikeFaceIds: [], exceptFaceIds, person: pick.choice() });
    },
  ],
  "move-faces": [
    (context, pick) =>
      moveFaces(context, {
        ...{ faceIds: pick.some(pick.face), person: pick.choice(), allowTwice: pick.flag() },
      }),
  ],
  "remove-from-person": [(context, pick) => removeFromPerson(context, { faceIds: pick.companions() })],
  "confirm-suggestions": [
    (context, pick) =>
      confirmSuggestions(context, { faceIds: pick.some(pick.face), personId: pick.person() }),
  ],
  "reject-suggestions": [
    (context, pick) => rejectSuggestions(context, { faceIds: pick.some(pick.face), personId: pick.person() }),
  ],
  "sort-suggestions": [
    (context, pick) =>
      sortFaces(context, [
        { personId: pick.person(), yes: [pick.face()], no: [] },
        {
          ...{ personId: pick.person(), yes: [pick.face()], no: pick.some(pick.face) },
          ...(pick.flag() && { othersAre: pick.choice() }),
        },
      ]),
  ],
  "keep-names": [
    (context, pick) => {
      const edit = context.db.prepare("UPDATE files SET previous_photo_id = ? WHERE photo_id = ?");
      edit.run(pick.photo(), pick.photo());
      return carryDecisions(context, "mobilefacenet") ?? { actionId: null, summary: "" };
    },
  ],
  "merge-groups": [(context, pick) => mergeGroups(context, { groupIds: pick.some(pick.group) })],
  "reject-merge": [
    (context, pick) =>
      rejectMerge(context, { one: { groupId: pick.group() }, other: { groupId: pick.group() } }),
    (context, pick) =>
      rejectMerge(context, { one: { groupId: pick.group() }, other: { personId: pick.person() } }),
  ],
  "split-faces": [(context, pick) => splitFaces(context, { faceIds: pick.companions() })],
  "keep-together": [(context, pick) => keepTogether(context, { faceIds: pick.companions() })],
  "ignore-faces": [(context, pick) => ignoreFaces(context, { faceIds: pick.some(pick.face) })],
  "ignore-group": [(context, pick) => ignoreGroup(context, { groupIds: pick.some(pick.group) })],
  "ignore-others-in-photo": [(context, pick) => ignoreOthersInPhoto(context, { photoId: pick.photo() })],
  "ignore-small-faces": [
    (context, pick) =>
      ignoreSmallFaces(context, { folder: "/photos", sizePx: 50 + pick.number(100), isInside }),
  ],
  "unignore-faces": [(context, pick) => unignoreFaces(context, { faceIds: pick.some(pick.hiddenFace) })],
  "delete-false-face": [(context, pick) => deleteFalseFace(context, { faceIds: pick.some(pick.face) })],
  "restore-false-face": [
    (context, pick) => restoreFalseFace(context, { faceIds: pick.some(pick.hiddenFace) }),
  ],
  "draw-face": [
    (context, pick) =>
      drawFace(context, {
        ...{ photoId: pick.photo(), box: { x: 40 * pick.number(80), y: 1_000, width: 100, height: 100 } },
        ...(pick.flag() && { person: pick.choice(), allowTwice: pick.flag() }),
      }),
  ],
} satisfies RandomActions;
