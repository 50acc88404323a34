import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Window } from "./shell/window.tsx";
import "./style/tokens.css";
import "./style/base.css";
import { applyAppearance } from "./shell/appearance.ts";

applyAppearance();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);
