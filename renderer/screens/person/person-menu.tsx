import {
  CalendarHeart,
  Ellipsis,
  Eraser,
  Eye,
  EyeOff,
  Lock,
  LockOpen,
  Merge,
  Pencil,
  Tags,
  Trash2,
} from "lucide-react";
import { useLocation } from "wouter";
import type { PersonHeader } from "../../../app/people/person-page.ts";
import { useDeletePeople, useForgetLooks, useMarkPeople } from "../../api/people.ts";
import { IconButton } from "../../components/button.tsx";
import { Menu, type MenuItem } from "../../components/context-menu.tsx";
import { texts } from "../../texts/texts.ts";

/** What of a person is asked for before it is done. */
export type PersonDialog = "rename" | "merge" | "birth-date" | "write-names";

interface PersonMenuProps {
  readonly person: PersonHeader;
  readonly onOpen: (dialog: PersonDialog) => void;
}

/** What can be done with a person as a whole. */
export function PersonMenu({ person, onOpen }: PersonMenuProps) {
  const { birthDate, namedPhotos } = person;
  const deeds = useDeeds(person);
  const opening = (dialog: PersonDialog) => () => {
    onOpen(dialog);
  };
  return (
    <Menu
      button={
        <IconButton label={texts.people.more}>
          <Ellipsis size={18} aria-hidden />
        </IconButton>
      }
      items={[
        { label: texts.people.rename, icon: Pencil, keys: "F2", run: opening("rename") },
        {
          label: birthDate === null ? texts.person.addBirthDate : texts.person.changeBirthDate,
          ...{ icon: CalendarHeart, run: opening("birth-date") },
        },
        { label: texts.people.mergeInto, icon: Merge, run: opening("merge") },
        {
          label: texts.names.writeMenu(namedPhotos),
          ...{ icon: Tags, isDisabled: namedPhotos === 0, run: opening("write-names") },
        },
        ...deeds,
      ]}
    />
  );
}

/** What is done at once, and can be undone. */
function useDeeds({ id, looks, isHidden, isPrivate }: PersonHeader): readonly MenuItem[] {
  const [, navigate] = useLocation();
  const mark = useMarkPeople();
  const forgetting = useForgetLooks();
  const deletion = useDeletePeople({
    onDone: () => {
      navigate("/people");
    },
  });
  const personIds = [id];
  const forget = {
    label: texts.person.forgetLooks(looks),
    icon: Eraser,
    run: () => {
      forgetting.mutate({ personId: id });
    },
  };
  return [
    null,
    {
      label: isHidden ? texts.people.unhide : texts.people.hide,
      icon: isHidden ? Eye : EyeOff,
      run: () => {
        mark.mutate({ personIds, isHidden: !isHidden });
      },
    },
    {
      label: isPrivate ? texts.people.makePublic : texts.people.makePrivate,
      icon: isPrivate ? LockOpen : Lock,
      run: () => {
        mark.mutate({ personIds, isPrivate: !isPrivate });
      },
    },
    ...(looks === 0 ? [] : [forget]),
    null,
    {
      label: texts.people.deletePeople(1),
      ...{ icon: Trash2, isDanger: true },
      run: () => {
        deletion.mutate({ personIds });
      },
    },
  ];
}
