package org.meta4j.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.fixtures.RealData;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;

class DownloadTest {
    private static final byte[] CONTENT = content();
    private static final Checksum SUM = Checksum.sha256(Fingerprint.ofBytes(CONTENT));

    @TempDir
    private Path folder;

    private final List<String> retries = new ArrayList<>();
    private final List<Integer> pauses = new ArrayList<>();
    private long last;

    private static byte[] content() {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    private Download download(Duration patience) {
        return new Download(folder, patience, pauses::add, new Download.Progress() {
            @Override
            public void received(long bytes, long total) {
                last = bytes;
            }

            @Override
            public void retrying(String reason) {
                retries.add(reason);
            }
        });
    }

    private boolean fetch(LocalServer server) {
        return download(Duration.ofSeconds(20)).fetch(file(server));
    }

    private static RemoteFile file(LocalServer server) {
        return new RemoteFile("set.zip", server.address("/set.zip"), SUM);
    }

    private void assertFetched() throws IOException {
        assertThat(folder.resolve("set.zip")).hasBinaryContent(CONTENT);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileIsFetchedOnceAndThenFoundAgain() throws IOException {
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            assertThat(fetch(server)).isTrue();
            assertFetched();
            assertThat(last).isEqualTo(CONTENT.length);
            assertThat(fetch(server)).isFalse();
            assertThat(server.requests()).containsExactly("/set.zip");
        }
    }

    @Test
    void aTransferThatBreaksOffGoesOnWhereItEnded() throws IOException {
        try (LocalServer server = new LocalServer((exchange, n) -> {
            if (n == 1) {
                LocalServer.broken(exchange, CONTENT, 100_000);
            } else {
                LocalServer.whole(exchange, CONTENT);
            }
        })) {
            assertThat(fetch(server)).isTrue();

            assertFetched();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).matches("/set.zip bytes=[1-9]\\d*-");
            assertThat(retries)
                    .singleElement()
                    .asString()
                    .contains(server.address("/set.zip").toString());
            assertThat(pauses).containsExactly(1);
        }
    }

    @Test
    void whatAKilledProgramLeftIsNotFetchedAgain() throws IOException {
        Files.write(folder.resolve("set.zip.part"), Arrays.copyOf(CONTENT, 123_456));
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            fetch(server);

            assertFetched();
            assertThat(server.requests()).containsExactly("/set.zip bytes=123456-");
        }
    }

    @Test
    void aWholePartThatWasNotRenamedIsEnough() throws IOException {
        Files.write(folder.resolve("set.zip.part"), CONTENT);
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            fetch(server);

            assertFetched();
            assertThat(server.requests()).containsExactly("/set.zip bytes=300000-");
        }
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws IOException {
        Files.write(folder.resolve("set.zip.part"), Arrays.copyOf(CONTENT, 123_456));
        try (LocalServer server = new LocalServer((exchange, n) -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        })) {
            fetch(server);

            assertFetched();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatDoesNotSayTheLengthIsReadToTheEnd() throws IOException {
        try (LocalServer server = new LocalServer((exchange, n) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT);
            exchange.getResponseBody().close();
        })) {
            fetch(server);
            assertFetched();
        }
    }

    @Test
    void aDamagedPartIsThrownAwayAndFetchedAnew() throws IOException {
        Files.write(folder.resolve("set.zip.part"), new byte[1000]);
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            fetch(server);

            assertFetched();
            assertThat(server.requests()).containsExactly("/set.zip bytes=1000-", "/set.zip");
        }
    }

    @Test
    void aFileOfAnotherChecksumIsNotKept() throws IOException {
        byte[] other = CONTENT.clone();
        other[7]++;
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, other))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage(server.address("/set.zip") + " is not the file that it should be: its SHA-256 is "
                            + Fingerprint.ofBytes(other) + ", but should be " + SUM.hex()
                            + ": fetch it from elsewhere with --from URL");
            assertThat(server.requests()).hasSize(1);
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void aMissingFileIsNotAskedForTwice() {
        try (LocalServer server = new LocalServer((exchange, n) -> exchange.sendResponseHeaders(404, -1))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage("cannot fetch " + server.address("/set.zip")
                            + " answers 404 (not found): fetch it from elsewhere with --from URL");
            assertThat(server.requests()).hasSize(1);
            assertThat(retries).isEmpty();
        }
    }

    @Test
    void aBusyServerIsAskedAgain() throws IOException {
        try (LocalServer server = new LocalServer((exchange, n) -> {
            if (n < 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                LocalServer.whole(exchange, CONTENT);
            }
        })) {
            fetch(server);

            assertFetched();
            String reason = server.address("/set.zip") + " answers 503";
            assertThat(retries).containsExactly(reason, reason);
            assertThat(pauses).containsExactly(1, 2);
        }
    }

    @Test
    void afterFiveTriesItEnds() {
        try (LocalServer server = new LocalServer((exchange, n) -> exchange.sendResponseHeaders(500, -1))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage("cannot fetch " + server.address("/set.zip") + " answers 500, 5 times: check the"
                            + " connection; the same command goes on where it ended");
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void aServerThatIsSilentIsLeft() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (LocalServer server = new LocalServer((exchange, n) -> {
            if (n == 1) {
                await(end);
            } else {
                LocalServer.whole(exchange, CONTENT);
            }
        })) {
            download(Duration.ofMillis(300)).fetch(file(server));

            assertFetched();
            assertThat(retries).singleElement().asString().contains("sockettimeout");
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherRangeThanAskedForIsRefused() throws IOException {
        Files.write(folder.resolve("set.zip.part"), Arrays.copyOf(CONTENT, 1000));
        try (LocalServer server = new LocalServer((exchange, n) -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-299999/300000");
            exchange.sendResponseHeaders(206, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        })) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(
                            " answers with another range than bytes 1000 on: bytes 0-299999/300000: fetch it from");
        }
    }

    @Test
    void noServerAtAllIsNamed() {
        URI gone;
        try (LocalServer server = new LocalServer((exchange, n) -> {})) {
            gone = server.address("/set.zip");
        }
        assertThatThrownBy(() -> download(Duration.ofSeconds(5)).fetch(new RemoteFile("set.zip", gone, SUM)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("cannot fetch " + gone + " (connect: ")
                .hasMessageContaining("5 times");
    }

    @Test
    void aFileOfThatNameThatIsAnotherIsLeftAlone() throws IOException {
        Path target = Files.writeString(folder.resolve("set.zip"), "mine");
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage(target + " is there already, but is another file or damaged (its SHA-256 is not "
                            + SUM.hex() + "): remove it, or choose another folder with -o");
            assertThat(target).hasContent("mine");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            Download into = new Download(file, new Download.Progress() {
                @Override
                public void received(long bytes, long total) {}

                @Override
                public void retrying(String reason) {}
            });
            assertThatThrownBy(() -> into.fetch(file(server)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("cannot write " + file + " (FileAlreadyExistsException): free some space, or choose"
                            + " another folder with -o");
            Files.createDirectory(folder.resolve("set.zip.part"));
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("cannot write " + folder.resolve("set.zip.part") + " (");
            assertThat(retries).isEmpty();
        }
    }

    @Test
    void aFullDiskIsNoFaultOfTheNetwork() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "skipped: no /dev/full on this system");
        Files.createSymbolicLink(folder.resolve("set.zip.part"), full);
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage("cannot write " + folder.resolve("set.zip.part")
                            + " (No space left on device): free some space, or choose another folder with -o");
            assertThat(server.requests()).hasSize(1);
            assertThat(retries).isEmpty();
        }
    }

    @Test
    void twoProgramsDoNotWriteTheSameFile() throws IOException {
        Path part = folder.resolve("set.zip.part");
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(exchange, CONTENT));
                FileChannel other = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage(part + " is being written by another program: wait for it to end");
        }
    }

    @Test
    void theChecksumsAreThoseOfThePublishedFiles() throws IOException {
        for (String name : List.of("mnist", "fashion-mnist")) {
            for (RemoteFile file : PublishedData.named(name).files()) {
                Path real = RealData.at(name + "/" + file.name());
                assertThat(file.checksum().of(real)).isEqualTo(file.checksum().hex());
            }
        }
        RemoteFile runs = PublishedData.named("omniglot").files().get(2);
        assertThat(runs.checksum().of(RealData.at("omniglot-one-shot-runs.zip")))
                .isEqualTo(runs.checksum().hex());
        assertThat(PublishedData.all())
                .allSatisfy(data -> assertThat(data.files())
                        .allSatisfy(
                                file -> assertThat(file.address().toString()).endsWith("/" + file.name())));
    }
}
