import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RequestError } from "../api/read-answer.ts";
import { Toasts } from "../components/toasts.tsx";
import { Frame } from "./frame.tsx";

/** A refusal stays one; a server that is starting again answers soon. */
function shouldTryAgain(failures: number, error: Error): boolean {
  return error instanceof RequestError && error.code === "Offline" && failures < 5;
}

const queries = new QueryClient({
  defaultOptions: {
    // The server tells what changed, so nothing goes stale by itself.
    queries: { staleTime: Infinity, refetchOnWindowFocus: false, retry: shouldTryAgain },
    mutations: { retry: false },
  },
});

/** The whole window. */
export function Window() {
  return (
    // The content security policy allows no style elements.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Toasts>
          <Frame />
        </Toasts>
      </QueryClientProvider>
    </CSPProvider>
  );
}
