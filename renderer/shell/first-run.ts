import { useEffect, useLayoutEffect } from "react";
import { useLocation } from "wouter";
import { useFolders } from "../api/folders.ts";
import { useToasts } from "../components/use-toasts.ts";
import { texts } from "../texts/texts.ts";

/** A library without folders and photos begins with the welcome. */
export function useFirstRun(): void {
  const [location, navigate] = useLocation();
  const isNew = useFolders().data?.isNew === true;
  useEffect(() => {
    if (isNew && location === "/") navigate("/welcome", { replace: true });
  }, [isNew, location, navigate]);
}

/**
 * In a browser, what is dropped onto the window has no path: that is said, and the page stays. From the first moment on:
 * a browser would leave the page for the file.
 */
export function useRefusedDrops(): void {
  const { say } = useToasts();
  useLayoutEffect(() => {
    if (window.desktop !== undefined) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      say(texts.folders.dropRefused);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [say]);
}
