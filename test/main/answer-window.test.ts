import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { answerWindow } from "../../main/answer-window.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const opened: Server[] = [];

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A server that dies with the first request in its hands, and answers those after it. */
async function serverThatDiesOnce() {
  const socketPath = join(temporaryFolder(), "server.sock");
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (requests === 1) request.socket.destroy();
    else response.end("here again");
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    address: async () => await Promise.resolve({ socketPath, token: "secret" }),
    requests: () => requests,
  };
}

test("a server that dies with a question in its hands is asked again", async () => {
  const server = await serverThatDiesOnce();
  const answer = await answerWindow(new Request("http://app/api/jobs"), server);
  expect(await answer.text()).toBe("here again");
  expect(server.requests()).toBe(2);
});

test("what changes something is not sent twice: it may have been done", async () => {
  const server = await serverThatDiesOnce();
  const answer = await answerWindow(new Request("http://app/api/jobs", { method: "POST" }), server);
  expect(answer.type).toBe("error");
  expect(server.requests()).toBe(1);
});
