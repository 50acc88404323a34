// The styles of components come after these, and win over them.
import "./style/tokens.css";
import "./style/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyAppearance } from "./shell/appearance.ts";
import { Window } from "./shell/window.tsx";

applyAppearance();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);
