import { Page } from "../../components/page.tsx";
import { texts } from "../../texts/texts.ts";
import { AppearanceSection } from "./appearance-section.tsx";
import { DataSection } from "./data-section.tsx";
import { FoldersSection } from "./folders-section.tsx";
import { HealthSection } from "./health-section.tsx";
import { ModelsSection } from "./models-section.tsx";
import { NamesSection } from "./names-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import { RuntimeSection } from "./runtime-section.tsx";
import { StrictnessSection } from "./strictness-section.tsx";
import { TransferSection } from "./transfer-section.tsx";

/** All that can be chosen. */
export function SettingsScreen() {
  return (
    <Page title={texts.settings.title}>
      <FoldersSection />
      <StrictnessSection />
      <NamesSection />
      <ModelsSection />
      <RuntimeSection />
      <PrivacySection />
      <AppearanceSection />
      <TransferSection />
      <DataSection />
      <HealthSection />
    </Page>
  );
}
