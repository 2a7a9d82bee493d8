package org.meta4j.onnx;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** Chromium without a window, asked through its debugging protocol on this machine alone. */
final class Chromium implements AutoCloseable {
    private static final int SECONDS = 120;
    private static final int POLL_MILLISECONDS = 50;

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();

    Chromium(String program, Path profile, URI page) throws IOException {
        this.profile = profile;
        this.process = new ProcessBuilder(
                        program,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        page.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The value of an expression that is a promise, when it is kept. */
    JsonNode await(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Path port = profile.resolve("DevToolsActivePort");
        while (System.nanoTime() < end) {
            if (Files.exists(port) && !Files.readAllLines(port).isEmpty()) {
                URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
                String pages = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                for (JsonNode page : Json.parse("pages", pages.startsWith("[") ? "{\"all\":" + pages + "}" : "{}")
                        .path("all")) {
                    if (page.path("type").asString().equals("page")) {
                        JsonNode answer =
                                ask(URI.create(page.get("webSocketDebuggerUrl").asString()), expression);
                        // Without a result the page that was asked has made room for the one that is wanted.
                        if (answer.path("result").has("value") || answer.has("exceptionDetails")) {
                            return answer;
                        }
                    }
                }
            }
            // The browser says by nothing else than this file that it can be asked.
            process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("Chromium did not start in " + SECONDS + " seconds");
    }

    private JsonNode ask(URI socket, String expression) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    answer.complete(text.toString());
                }
                from.request(1);
                return CompletableFuture.completedFuture(null);
            }
        };
        WebSocket connection =
                http.newWebSocketBuilder().buildAsync(socket, listener).get(SECONDS, TimeUnit.SECONDS);
        connection
                .sendText(
                        Json.write(Map.of(
                                "id",
                                1,
                                "method",
                                "Runtime.evaluate",
                                "params",
                                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true))),
                        true)
                .get(SECONDS, TimeUnit.SECONDS);
        return Json.parse("answer", answer.get(SECONDS, TimeUnit.SECONDS)).path("result");
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(SECONDS, TimeUnit.SECONDS);
    }
}
