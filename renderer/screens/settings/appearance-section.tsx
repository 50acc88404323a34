import { useState } from "react";
import { ChoiceList } from "../../components/choice-list.tsx";
import { PageSection } from "../../components/page.tsx";
import { appearances, readAppearance, saveAppearance } from "../../shell/appearance.ts";
import { texts } from "../../texts/texts.ts";

/** Light, dark, or as the system has it; for this window. */
export function AppearanceSection() {
  const [appearance, setAppearance] = useState(readAppearance);
  return (
    <PageSection title={texts.settings.appearance}>
      <ChoiceList
        label={texts.settings.appearance}
        value={appearance}
        choices={appearances.map((value) => ({ value, label: texts.settings.appearances[value] }))}
        onChange={(value) => {
          saveAppearance(value);
          setAppearance(value);
        }}
      />
    </PageSection>
  );
}
